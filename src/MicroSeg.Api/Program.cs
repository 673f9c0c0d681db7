using MicroSeg.Api.Audience;
using MicroSeg.Api.Audiences;
using MicroSeg.Api.Blocks;
using MicroSeg.Api.Caching;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Delivery;
using MicroSeg.Api.Demo;
using MicroSeg.Api.Events;
using MicroSeg.Api.Health;
using MicroSeg.Api.History;
using MicroSeg.Api.Insights;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Offers;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Security;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using MicroSeg.Api.Webhooks;

if (KeyCommand.TryRun(args) || await HealthCommand.TryRunAsync(args))
    return;

var builder = WebApplication.CreateBuilder(args);
builder.AddWeb();
builder.Services
    .AddStorage(builder.Configuration)
    .AddApiSecurity()
    .AddCaching()
    .AddHealth()

    // sources
    .AddSchema().AddCustomers().AddEvents().AddOffers()

    // derived
    .AddAudience()
    .AddRfm()
    .AddSegments()
    .AddMembership()
    .AddHistory()
    .AddAudiences()
    .AddWebhooks()

    // content
    .AddBlocks()
    .AddDelivery()
    .AddInsights()
    .AddDemo(builder.Configuration);

var app = builder.Build();
app.UseWeb();
app.UseAuthentication();
app.UseAuthorization();
app.MapHealth();
app.MapSchema().MapCustomers().MapEvents().MapOffers();
app.MapRfm().MapSegments().MapMembership().MapHistory().MapAudiences().MapWebhooks();
app.MapBlocks().MapDelivery().MapInsights();
await app.RunAsync();
