using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Validation;

/// <summary>Documents within the parser's limits that are made to be expensive. Work is bounded by counts: they are refused, or there is nothing in them.</summary>
public sealed class HostileDocumentTests
{
    private static readonly GraphQLSchema s_schema = GraphQLSchema.FromSdl("type Query { a(b: Int, c: [In]): Query b: Int list: [Query] } input In { a: In b: Int }");

    public static TheoryData<string> Kinds =>
    [
        "one key", "differing arguments", "big arguments", "doubling fragments", "fragments of one set", "nested doubling", "fragment chain", "cycle", "operations and variables",
        "introspection", "unknown fields", "spreads of everything", "inline pyramids",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hostile_document_comes_to_an_end(string kind)
    {
        var errors = GraphQLDocument.Parse(Document(kind)).Validate(s_schema);

        Assert.InRange(errors.Length, kind is "fragment chain" or "inline pyramids" or "nested doubling" ? 0 : 1, 101);
    }

    [Theory]
    [InlineData("one key")]
    [InlineData("introspection")]
    [InlineData("operations and variables")]
    [InlineData("big arguments")]
    public void What_would_be_too_much_work_is_refused(string kind)
        => Assert.Contains(GraphQLDocument.Parse(Document(kind)).Validate(s_schema), error => error.Code == GraphQLErrorCodes.TooComplex);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_small_stack_is_not_overrun(string kind)
    {
        var document = GraphQLDocument.Parse(Document(kind));
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => document.Validate(s_schema)), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(thrown);
    }

    private static string Document(string kind) => kind switch
    {
        "one key" => "{" + Repeat(7_000, _ => " b") + " }",
        "differing arguments" => "{" + Repeat(1_500, i => $" a(b: {i}) {{ b }}") + " }",
        "big arguments" => "{" + Repeat(46, _ => " a(c: [" + Repeat(52, _ => "{ b: 1 }") + "]) { b }") + " }",
        "doubling fragments" => "{ ...F0 }" + Repeat(300, i => $" fragment F{i} on Query {{ a {{ ...F{i + 1} }} x: a {{ ...F{i + 1} }} }}") + " fragment F300 on Query { b x: b y: c }",
        "fragments of one set" => "{" + Repeat(500, i => $" ...F{i}") + " }" + Repeat(500, i => $" fragment F{i} on Query {{ x: a(b: {i}) {{ b }} }}"),
        "nested doubling" => Repeat(48, _ => "{ a { b } a ") + "{ b }" + Repeat(48, _ => " }"),
        "fragment chain" => "{ ...F0 }" + Repeat(1_600, i => $" fragment F{i} on Query {{ ...F{i + 1} }}") + " fragment F1600 on Query { b }",
        "cycle" => "{ ...F0 }" + Repeat(1_500, i => $" fragment F{i} on Query {{ ...F{(i + 1) % 1_500} }}"),
        "operations and variables" => Repeat(400, i => $" query Q{i}($v: Int) {{ ...F }}") + " fragment F on Query {" + Repeat(700, i => $" a{i}: a(b: $v) {{ b }}") + " }",
        "introspection" => "{ __schema { types { ...F0 } } }" + Repeat(300, i => $" fragment F{i} on __Type {{ x: ofType {{ ...F{i + 1} }} y: ofType {{ ...F{i + 1} }} }}") + " fragment F300 on __Type { name }",
        "unknown fields" => "{" + Repeat(5_000, i => $" missing{i}") + " }",
        "spreads of everything" => "{" + Repeat(60, i => $" ...F{i}") + " }" + Repeat(60, i => $" fragment F{i} on Query {{ b a {{ {Repeat(60, j => $" ...F{j}")} }} }}"),
        _ => Repeat(90, _ => "{ ... ") + "{ b }" + Repeat(90, _ => " }"),
    };

    private static string Repeat(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));
}
