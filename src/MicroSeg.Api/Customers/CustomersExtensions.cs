using MicroSeg.Api.Intake;
using MicroSeg.Api.Schema;

namespace MicroSeg.Api.Customers;

/// <summary>The Customers slice's doors.</summary>
internal static class CustomersExtensions
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddIntake()
        .AddSingleton<CustomerService>()
        .AddSingleton<ISchemaDependents, CustomerDependents>();

    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder app)
    {
        CustomerEndpoints.Map(app);
        return app;
    }
}
