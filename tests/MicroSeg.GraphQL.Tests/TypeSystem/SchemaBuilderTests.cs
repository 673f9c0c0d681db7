using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.TypeSystem;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Types_made_in_code_may_refer_to_one_another()
    {
        var schema = new SchemaBuilder()
            .Add(new ObjectDefinition("Query") { Fields = [new FieldDefinition("author", "Author!") { Arguments = [new InputValueDefinition("id", "ID!")] }] })
            .Add(new ObjectDefinition("Author") { Fields = [new FieldDefinition("books", "[Book!]!")] })
            .Add(new ObjectDefinition("Book") { Fields = [new FieldDefinition("author", "Author")] })
            .Extend(new ObjectDefinition("Book") { Fields = [new FieldDefinition("pages", "Int") { Description = "how many" }] })
            .Build();

        Assert.Equal(
            """"
            type Query {
              author(id: ID!): Author!
            }

            type Author {
              books: [Book!]!
            }

            type Book {
              author: Author

              """how many"""
              pages: Int
            }
            """",
            SchemaPrinter.Print(schema));
        var author = (ObjectDefinition)schema.Types.Find("Author")!;
        Assert.Same(author, schema.QueryType!.Fields.Find("author")!.Type.Named);
        Assert.Same(schema.Types.Find("Book")!.WithoutNull().InList().WithoutNull(), author.Fields.Find("books")!.Type);
    }

    [Fact]
    public void Code_and_SDL_add_up_to_one_schema()
    {
        var schema = new SchemaBuilder()
            .AddSdl("extend type Query { b: Money } scalar Money")
            .Add(new ObjectDefinition("Query") { Fields = [new FieldDefinition("a", "Int")] })
            .Extend(new ScalarDefinition("Money") { SpecifiedByUrl = "https://money.example" })
            .Build();

        Assert.Equal("scalar Money @specifiedBy(url: \"https://money.example\")\n\ntype Query {\n  a: Int\n  b: Money\n}", SchemaPrinter.Print(schema));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var builder = new SchemaBuilder()
            .Add(new ObjectDefinition("Query") { Fields = [new FieldDefinition("a", "Missing"), new FieldDefinition("b", "[Gone!]")] })
            .Add(new ObjectDefinition("Query"))
            .Extend(new EnumDefinition("Absent"));

        var exception = Assert.Throws<GraphQLSchemaException>(builder.Build);

        Assert.Equal(
            [
                "There can be only one type named \"Query\".",
                "Cannot extend type \"Absent\" because it is not defined.",
                "Unknown type \"Missing\", named by Query.a.",
                "Unknown type \"Gone\", named by Query.b.",
            ],
            exception.Errors.Select(error => error.Message));
    }

    /// <summary>What the 2025 edition refuses and GraphQL.js 16 does not.</summary>
    [Theory]
    [InlineData("type Query { a(b: Int = \"x\"): Int }", "The default of Query.a(b:) is no value of type Int: \"x\".")]
    [InlineData("type Query { a(b: I): Int } input I { c: E = NO } enum E { A }", "The default of I.c is no value of type E: NO.")]
    [InlineData("type Query { a(b: I): Int } input I { c: I = {} }", "The default of I.c comes back to itself.")]
    [InlineData("type Query { a(b: I): Int } input I { c: J = {} } input J { d: [I] = [{}] }", "The default of I.c comes back to itself.")]
    [InlineData("type Query implements I { a: Int @deprecated } interface I { a: Int }", "Interface field I.a is not deprecated, so implementation field Query.a must not be deprecated.")]
    [InlineData("schema { query: Query mutation: Query } type Query { a: Int }", "All root types must be different.")]
    public void What_newer_rules_forbid_is_refused(string sdl, string message)
        => Assert.Contains(message, Assert.Throws<GraphQLSchemaException>(() => GraphQLSchema.FromSdl(sdl)).Errors.Select(error => error.Message));

    [Fact]
    public void A_field_without_a_schema_has_no_type_yet()
        => Assert.Throws<InvalidOperationException>(() => new FieldDefinition("a", "Int").Type);
}
