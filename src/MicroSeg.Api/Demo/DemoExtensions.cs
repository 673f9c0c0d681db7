namespace MicroSeg.Api.Demo;

/// <summary>The demo's door.</summary>
internal static class DemoExtensions
{
    /// <summary>Adds the demo, which does nothing unless <see cref="DemoOptions.Enabled"/>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (configuration.GetValue<bool>(DemoOptions.Section + ":Enabled"))
            services.AddHostedService<DemoSeeder>();
        return services;
    }
}
