using BenchmarkDotNet.Running;
using MicroSeg.Benchmarks.Evaluation;
using MicroSeg.Benchmarks.Load;

// The first argument names a scenario; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["load", .. var rest]:
        await LoadScenario.RunAsync(rest);
        break;
    case ["evaluation", .. var rest]:
        EvaluationScenario.Run(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
