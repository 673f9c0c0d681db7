namespace MicroSeg.Api.Customers;

/// <summary>The Customers slice's doors.</summary>
internal static class CustomersExtensions
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder app) => app;
}
