namespace MicroSeg.Templates.Tests.Analysis;

public sealed class AnalysisTests
{
    private static readonly TemplateShape s_shape = Shape(
        ("customer", Shape(("firstName", TemplateShape.Scalar), ("locale", TemplateShape.Scalar), ("home", Shape(("city", TemplateShape.Scalar))))),
        ("offers", TemplateShape.List(Shape(("price", TemplateShape.Scalar), ("city", TemplateShape.Scalar), ("tags", TemplateShape.List(TemplateShape.Scalar))))),
        ("extra", TemplateShape.Any),
        ("premium", TemplateShape.Scalar));

    private static readonly TemplateHelpers s_helpers = new(
    [
        new TemplateHelper("money", call => call[0]) { MinArguments = 1, MaxArguments = 2, HashNames = ["currency"] },
        new TemplateHelper("columns", _ => { }) { MinArguments = 1, MaxArguments = 1 },
    ]);

    [Theory]
    [InlineData("{{customer.fristName}}", "template.unknown_field 1:3 fristName firstName")]
    [InlineData("{{custmer.firstName}}", "template.unknown_field 1:3 custmer customer")]
    [InlineData("\n{{#each offers}}\n  {{prise}}{{/each}}", "template.unknown_field 3:5 prise price")]
    [InlineData("{{#each offers as |o|}}{{o.city}}{{o.town}}{{/each}}", "template.unknown_field 1:36 town ")]
    [InlineData("{{#with customer.home}}{{city}}{{../premium}}{{../firstName}}{{/with}}", "template.unknown_field 1:48 firstName ")]
    [InlineData("{{#offers}}{{city}}{{premium}}{{/offers}}", "template.unknown_field 1:22 premium ")]
    [InlineData("{{#if premium}}{{premiun}}{{/if}}", "template.unknown_field 1:18 premiun premium")]
    [InlineData("{{#if (lookup customer 'x')}}{{/if}}", "template.unknown_field 1:24 x ")]
    [InlineData("{{@root.offer}}", "template.unknown_field 1:3 offer offers")]
    [InlineData("{{customer.firstName.first}}", "template.unknown_field 1:3 first ")]
    [InlineData("{{> card customer}}", "template.unknown_field 1:3 price ")]
    [InlineData("{{#*inline \"p\"}}{{price}}{{/inline}}{{#each offers}}{{> p}}{{/each}}{{> p}}", "template.unknown_field 1:19 price ")]
    [InlineData("{{> crad offers.[0]}}", "template.unknown_partial 1:1 crad card")]
    [InlineData("{{mony premium}}", "template.unknown_helper 1:3 mony money")]
    [InlineData("{{money}}", "template.helper_arguments 1:3 money ")]
    [InlineData("{{money premium kurrency=1}}", "template.helper_arguments 1:3 money ")]
    [InlineData("{{#if premium offers}}{{/if}}", "template.helper_arguments 1:4 if ")]
    [InlineData("{{columns 2}}", "template.helper_arguments 1:3 columns ")]
    [InlineData("{{@index}}", "template.unknown_variable 1:3 @index ")]
    [InlineData("{{> (lookup extra 'name')}}", "template.dynamic_partial 1:6 lookup ")]
    public void What_the_data_does_not_have_is_found(string source, string expected)
    {
        var finding = Assert.Single(Analyze(source).Findings, finding => finding.Partial is null || source.Contains("card", StringComparison.Ordinal));

        Assert.Equal(expected, $"{finding.Code} {finding.Line}:{finding.Column} {finding.Name} {finding.Suggestion}");
    }

    [Theory]
    [InlineData("{{customer.firstName}} {{{customer.locale}}}", "customer.firstName Output escaped; customer.locale Output")]
    [InlineData("{{#if customer.locale}}{{customer.firstName}}{{/if}}", "customer.locale Condition; customer.firstName Output escaped")]
    [InlineData("{{money offers.[0].price customer.locale}}", "offers[].price Argument; customer.locale Argument")]
    [InlineData("{{#each offers}}{{city}}{{@root.customer.firstName}}{{@index}}{{/each}}", "offers Iteration; offers[].city Output escaped; customer.firstName Output escaped")]
    [InlineData("{{#with customer as |c|}}{{c.firstName}}{{home.city}}{{/with}}", "customer Context; customer.firstName Output escaped; customer.home.city Output escaped")]
    [InlineData("{{#customer}}{{firstName}}{{../premium}}{{/customer}}", "customer Context; customer.firstName Output escaped; premium Output escaped")]
    [InlineData("{{^premium}}{{premium}}{{/premium}}", "premium Condition; premium Output escaped")]
    [InlineData("{{#each offers}}{{#each tags}}{{this}}{{../city}}{{/each}}{{/each}}", "offers Iteration; offers[].tags Iteration; offers[].tags[] Output escaped; offers[].city Output escaped")]
    [InlineData("{{> card offers.[0]}}", "offers[] Context; offers[].price Output escaped")]
    [InlineData("{{> card price=customer.firstName}}", "customer.firstName Output escaped")]
    [InlineData("{{#> wrap}}{{customer.locale}}{{/wrap}}", "customer.locale Output escaped")]
    [InlineData("{{lookup customer 'locale'}}{{lookup customer premium}}", "customer.locale Argument; customer Argument; premium Argument")]
    [InlineData("{{#unless (money premium)}}{{extra.any.thing}}{{/unless}}", "premium Argument; extra.any.thing Output escaped")]
    [InlineData("{{offers.length}}{{#columns offers}}{{premium}}{{/columns}}", "offers.length Output escaped; offers Argument; premium Output escaped")]
    public void Reads_are_told_with_their_usage(string source, string expected)
    {
        var analysis = Analyze(source);

        Assert.Empty(analysis.Findings);
        Assert.Equal(expected, string.Join("; ", analysis.Reads.Select(read => $"{read.Path} {read.Usage}{(read.IsEscaped ? " escaped" : "")}")));
    }

    [Fact]
    public void A_read_tells_its_place_and_partial()
    {
        var read = Analyze("\n {{> card offers.[1]}}").Reads[^1];

        Assert.Equal(new TemplateRead("offers[].price", TemplateReadUsage.Output, true, 1, 3, "card") { IsInPartial = true }, read);
    }

    [Fact]
    public void Partials_that_call_one_another_are_followed_to_an_end()
    {
        var partials = new Dictionary<string, Template>
        {
            ["a"] = Template.Parse("{{> b extra}}{{> b x=1}}{{> a extra.next}}"),
            ["b"] = Template.Parse("{{> a}}{{> a extra}}{{extra.x}}"),
        };

        var analysis = Template.Parse("{{> a}}").Analyze(s_shape, s_helpers, partials);

        Assert.Contains(analysis.Reads, read => read.Path == "extra.x");
    }

    private static TemplateAnalysis Analyze(string source)
    {
        var partials = new Dictionary<string, Template>
        {
            ["card"] = Template.Parse("{{price}}"),
            ["wrap"] = Template.Parse("<p>{{> @partial-block}}</p>"),
        };
        return Template.Parse(source).Analyze(s_shape, s_helpers, partials);
    }

    private static TemplateShape Shape(params (string Name, TemplateShape Shape)[] members)
        => TemplateShape.Object(members.ToDictionary(member => member.Name, member => member.Shape, StringComparer.Ordinal));
}
