using System.Text.Json;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Tests.Generated;

namespace MicroSeg.GraphQL.Tests.Language;

/// <summary>Documents with every construct in them: read and printed as npm graphql reads and prints them.</summary>
public sealed class KitchenSinkTests
{
    private const string Executable = """"
        # comments and commas,,, pass
        query everything($id: ID! @trace, $flags: [[Boolean!]!] = [[true]] @trace(sample: 1), $site: Colour = BLUE, $old: Json = {}) @note(text: "top") {
          whoever: named(pick: { id: $id }) {
            id, ...on Person @include(if: $on) { friends(first: 10, after: $after) @note { id ...frag @note @note(level: 2) } }
            ... @skip(unless: $foo) { id } ... { id }
          }
          data(of: { deep: [1, -2.5e-3, "text \" \\ \u00e9 \u{1F600}", """
            block \""" string
              indented
          """, true, false, null, NAME, [], {}, $old] }, range: { from: 1, to: 2.0 }, list: [1, 2, 3], id: "a very long argument that goes past the line")
        }
        mutation change { rename(id: 1, to: "x") @trace { name } }
        subscription watch($input: ID @trace) { changed(id: $input) { id } }
        fragment frag on Named @note { name(upper: $upper, in: [RED]) }
        { unnamed(truthy: true, falsy: false, nullish: null), query, on, fragment, type }
        query teeny { __typename }
        """";

    private const string Sdl = """"
        """This is a description of the schema."""
        schema @onSchema { query: QueryType mutation: MutationType subscription: SubscriptionType }
        extend schema @onSchema
        extend schema @onSchema { subscription: SubscriptionType }
        """
        A type
        with lines
        """
        type Foo implements Bar & Baz & Two @onObject(a: 1) {
          "Description of the `one` field."
          one: Type
          """
          This is a description of the `two` field.
          """
          two("""
            A described argument
            """ argument: InputType! = { a: [1] } @onArgument): Type @onField(text: """ block """)
          three(argument: InputType, other: String): Int, four(argument: String = "string"): String
          six(argument: InputType = {key: "value"}): Type
        }
        type Undefined
        extend type Foo { seven(argument: [String]): Type }
        extend type Foo implements More @onObject
        interface Bar { one: Type four(argument: String = "string"): String }
        interface Two implements Bar & Baz @onInterface { one: Type }
        extend interface Two implements Foo
        extend interface Two @onInterface
        union Feed = | Story | Article | Advert
        union Annotated @onUnion = A | B
        union Empty
        extend union Feed = Photo | Video
        extend union Feed @onUnion
        scalar Custom @onScalar(url: "x")
        extend scalar Custom @onScalar
        enum Site { "the desktop" DESKTOP @onEnumValue MOBILE }
        enum None @onEnum
        extend enum Site { VR }
        extend enum Site @onEnum
        input InputType @oneOf { key: String! answer: Int = 42 @onInputField }
        extend input InputType { other: Float = 1.23e4 @onInputField }
        extend input InputType @onInputObject
        "a directive"
        directive @skipped("described" if: Boolean! @onArgument, b: [Int!]! = [1]) repeatable on | FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @a on QUERY|MUTATION
        """";

    [Theory]
    [InlineData(Executable)]
    [InlineData(Sdl)]
    public async Task A_kitchen_sink_is_printed_alike(string source)
    {
        var answer = (await NodeOracle.AskAsync([new { kind = "print", source }]))[0];
        var printed = Parser.Parse(source).ToString();

        Assert.Equal(answer.GetProperty("text").GetString(), printed);
        Assert.Equal(printed, Parser.Parse(printed).ToString());
    }

    [Theory]
    [InlineData(Executable)]
    [InlineData(Sdl)]
    public async Task A_kitchen_sink_has_the_same_errors_at_the_same_places(string source)
    {
        var answer = (await NodeOracle.AskAsync([new { kind = "validate", sdl = SampleSchema.Sdl, source }]))[0];
        var expected = answer.GetProperty("errors").Deserialize<string[]>()!;

        var actual = GraphQLDocument.Parse(source).Validate(SampleSchema.Schema).Select(error => string.Join(' ', error.Locations));

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }
}
