using BenchmarkDotNet.Running;
using MicroSeg.Benchmarks.Evaluation;
using MicroSeg.Benchmarks.Index;

// The first argument names a scenario; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["evaluation", .. var rest]:
        EvaluationScenario.Run(rest);
        break;
    case ["index-footprint", .. var rest]:
        IndexFootprint.Run(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
