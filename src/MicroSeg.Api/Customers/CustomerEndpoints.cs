using MicroSeg.Api.Intake;
using MicroSeg.Api.Security;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Customers;

/// <summary>Profiles: <c>/v1/customers</c>.</summary>
internal static class CustomerEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/customers").WithTags("Customers");
        group.MapPost("", PostCustomers).RequireAuthorization(Scopes.Intake).WithName("PostCustomers").WithSummary("Create and update customers")
            .WithDescription("Attributes are merged: null removes one, what is not mentioned stays. " + IntakeExtensions.Formats + " CSV: a column 'id' and one for each attribute; an empty cell is not mentioned.")
            .TakesStreams<CustomerRecord>("text/csv");
        group.MapGet("/{id}", GetCustomer).RequireAuthorization(Scopes.Read).WithName("GetCustomer").WithSummary("One customer").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", DeleteCustomer).RequireAuthorization(Scopes.Manage).WithName("EraseCustomer").WithSummary("Erase a customer")
            .WithDescription("Deletes the attributes, the events and the id for good.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IntakeReply>> PostCustomers(CustomerService service, HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.TakeAsync(request, cancellationToken));

    private static async Task<Results<Ok<CustomerReply>, StatusCodeHttpResult>> GetCustomer(string id, CustomerService service, HttpContext context, CancellationToken cancellationToken)
    {
        var (reply, version) = await service.FindAsync(id, cancellationToken) ?? throw CustomerErrors.NotFound();
        context.Response.Headers.ETag = EntityTags.Of(version);
        return context.Request.IsNotModified(version) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(reply);
    }

    private static async Task<NoContent> DeleteCustomer(string id, CustomerService service, CancellationToken cancellationToken) =>
        await service.EraseAsync(id, cancellationToken) ? TypedResults.NoContent() : throw CustomerErrors.NotFound();
}
