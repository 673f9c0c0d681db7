using BenchmarkDotNet.Running;
using MicroSeg.Benchmarks.DuckDb;
using MicroSeg.Benchmarks.Evaluation;
using MicroSeg.Benchmarks.Index;
using MicroSeg.Benchmarks.Load;
using MicroSeg.Benchmarks.Templates;

// The first argument names a scenario; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["duckdb", .. var rest]:
        return DuckDbScenario.Run(rest);
    case ["evaluation", .. var rest]:
        EvaluationScenario.Run(rest);
        break;
    case ["hostile"]:
        HostileScenario.Run();
        break;
    case ["index-footprint", .. var rest]:
        IndexFootprint.Run(rest);
        break;
    case ["load", .. var rest]:
        await LoadScenario.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
