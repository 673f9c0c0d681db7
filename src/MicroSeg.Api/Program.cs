using MicroSeg.Api.Audience;
using MicroSeg.Api.Blocks;
using MicroSeg.Api.Caching;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Delivery;
using MicroSeg.Api.Demo;
using MicroSeg.Api.Events;
using MicroSeg.Api.Health;
using MicroSeg.Api.History;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Offers;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Security;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;

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
    .AddSchema()
    .AddCustomers()
    .AddEvents()
    .AddOffers()

    // derived
    .AddAudience()
    .AddRfm()
    .AddSegments()
    .AddMembership()
    .AddHistory()

    // content
    .AddBlocks()
    .AddDelivery()
    .AddDemo(builder.Configuration);

var app = builder.Build();
app.UseWeb();
app.UseAuthentication();
app.UseAuthorization();
app.MapHealth();
app.MapSchema();
app.MapCustomers();
app.MapEvents();
app.MapOffers();
app.MapRfm();
app.MapSegments();
app.MapMembership();
app.MapHistory();
app.MapBlocks();
app.MapDelivery();
await app.RunAsync();
