using System.Net.Http.Headers;
using MicroSeg.Api.Storage.Changes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MicroSeg.Api.Tests.Support;

/// <summary>The whole product on a store of its own in a temporary folder, with a clock that the test moves.</summary>
internal sealed class TestApi : WebApplicationFactory<Program>
{
    public static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal);

    /// <param name="folder">A folder that outlives this host, for tests of restarts; a fresh one otherwise.</param>
    /// <param name="settings">Settings over the defaults.</param>
    public TestApi(string? folder = null, params (string Key, string Value)[] settings)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("microseg-").FullName;
        foreach (var (key, value) in settings)
            _settings[key] = value;
    }

    public ManualTimeProvider Clock { get; init; } = new(Start);

    /// <summary>Another clock than <see cref="Clock"/>, for tests of what only real time shows.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Replaces parts of the product.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    public string Folder => _folder;

    /// <summary>A client with the development key, once everything derived has loaded.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev");
        await Services.GetRequiredService<ChangeTails>().WhenLoadedAsync(TestContext.Current.CancellationToken);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Storage:Folder", _folder);
        builder.UseSetting("Security:AllowDevelopmentKey", "true");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(Time ?? Clock));
            Parts?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
