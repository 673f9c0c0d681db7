using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Tests.Parsing;

public sealed class PositionTests
{
    [Fact]
    public void Every_node_knows_where_it_starts()
    {
        var root = Template.Parse("Hi {{a.b}}\n  {{#each list as |x|}}{{echo x\n (echo ../y) k=\"v\"}}{{/each}}\r\n{{> p z}}").Root;

        var output = Assert.IsType<OutputStatement>(root.Statements[1]);
        Assert.Equal(new SourcePosition(1, 4), output.Position);
        Assert.Equal(new SourcePosition(1, 6), output.Call.Path.Position);
        var each = Assert.IsType<BlockStatement>(root.Statements[3]);
        Assert.Equal(new SourcePosition(2, 3), each.Position);
        var echo = Assert.IsType<OutputStatement>(each.Body!.Statements[0]);
        Assert.Equal(new SourcePosition(2, 24), echo.Position);
        Assert.Equal(new SourcePosition(2, 31), echo.Call.Arguments[0].Position);
        var nested = Assert.IsType<CallExpression>(echo.Call.Arguments[1]);
        Assert.Equal(new SourcePosition(3, 3), nested.Position);
        Assert.Equal(new SourcePosition(3, 8), nested.Arguments[0].Position);
        Assert.Equal(new SourcePosition(3, 14), echo.Call.Hash[0].Position);
        Assert.Equal(new SourcePosition(4, 1), root.Statements[^1].Position);
    }
}
