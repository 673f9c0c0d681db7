using BenchmarkDotNet.Running;
using MicroSeg.Benchmarks.Evaluation;

// The first argument names a scenario; anything else goes to BenchmarkDotNet.
if (args is ["evaluation", .. var rest])
    EvaluationScenario.Run(rest);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
