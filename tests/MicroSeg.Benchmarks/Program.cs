if (args is ["load", .. var rest])
    await MicroSeg.Benchmarks.Load.LoadScenario.RunAsync(rest);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
