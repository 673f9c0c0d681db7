using MicroSeg.Benchmarks.Index;

if (args is ["index-footprint", .. var rest])
    IndexFootprint.Run(rest);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
