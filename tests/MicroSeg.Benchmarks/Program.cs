using BenchmarkDotNet.Running;
using MicroSeg.Benchmarks.Content;
using MicroSeg.Benchmarks.DuckDb;
using MicroSeg.Benchmarks.Evaluation;
using MicroSeg.Benchmarks.History;
using MicroSeg.Benchmarks.Index;
using MicroSeg.Benchmarks.Load;
using MicroSeg.Benchmarks.Membership;
using MicroSeg.Benchmarks.Templates;

// The first argument names a scenario; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["content", .. var rest]:
        await ContentScenario.RunAsync(rest);
        break;
    case ["duckdb", .. var rest]:
        return DuckDbScenario.Run(rest);
    case ["evaluation", .. var rest]:
        EvaluationScenario.Run(rest);
        break;
    case ["history", .. var rest]:
        await HistoryScenario.RunAsync(rest);
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
    case ["overlap", .. var rest]:
        OverlapScenario.Run(rest);
        break;
    case ["rows", .. var rest]:
        RowsScenario.Run(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(HistoryScenario).Assembly).Run(args);
        break;
}

return 0;
