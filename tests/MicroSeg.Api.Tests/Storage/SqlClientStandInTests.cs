namespace MicroSeg.Api.Tests.Storage;

public sealed class SqlClientStandInTests
{
    [Fact]
    public void The_type_that_SqlClient_loads_for_parameters_is_there()
    {
        var type = Type.GetType("Microsoft.SqlServer.Server.IBinarySerialize, Microsoft.SqlServer.Server, Version=1.0.0.0, Culture=neutral, PublicKeyToken=23ec7fc2d6eaa4a5", throwOnError: true);

        Assert.NotNull(type);
    }
}
