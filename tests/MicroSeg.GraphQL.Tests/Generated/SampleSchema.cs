using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Generated;

/// <summary>A schema with something of everything.</summary>
internal static class SampleSchema
{
    public const string Sdl = """"
        """
        A shop,
          with some of everything in it
        """
        schema {
          query: Root
          mutation: Changes
          subscription: Events
        }

        directive @note(text: String = "none", level: Int) repeatable on QUERY | FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION

        "Only once"
        directive @trace(
          "how much"
          sample: Float! = 1.0
        ) on QUERY | MUTATION | SUBSCRIPTION | FIELD | VARIABLE_DEFINITION

        scalar Date @specifiedBy(url: "https://scalars.example/date")

        scalar Json

        enum Colour {
          RED
          "like the sea"
          BLUE
          GREEN @deprecated(reason: "use \"BLUE\"")
        }

        interface Node {
          id: ID!
        }

        interface Named implements Node {
          id: ID!
          "the name"
          name(upper: Boolean = false, in: [Colour!] = [RED, BLUE]): String
          friends(first: Int = 10, after: String): [Named!]!
        }

        type Person implements Named & Node {
          id: ID!
          name(upper: Boolean = false, in: [Colour!] = [RED, BLUE]): String
          friends(first: Int = 10, after: String): [Person!]!
          born: Date
          mood: Colour
          ratio: Float!
        }

        type Shop implements Named & Node {
          id: ID!
          name(upper: Boolean = false, in: [Colour!] = [RED, BLUE]): String
          friends(first: Int = 10, after: String): [Named!]!
          open: Boolean @deprecated
          owner: Person
          ratio: Float
          tags: [String!]
        }

        type Leaf {
          value: Int
          tags: [String]
        }

        union Thing = Person | Shop | Leaf

        input Filter {
          colour: Colour = RED
          limit: Int! = 5
          within: Range!
          and: [Filter!]
          old: String @deprecated
          data: Json
        }

        input Range {
          from: Float = 1e3
          to: Float
        }

        input Pick @oneOf {
          id: ID
          name: String
          within: Range
        }

        type Root {
          node(id: ID!): Node
          named(pick: Pick): Named
          things(filter: Filter, limit: Int! = 3): [Thing]
          search(text: String!, colours: [Colour], flags: [[Boolean!]!]): [Named]
          data(of: Json, range: Range = { to: 2.50 }, list: [Int] = 3, id: ID = "7"): Json
          leaf: Leaf!
        }

        type Changes {
          rename(id: ID!, to: String!): Named
          paint(pick: Pick!, colour: Colour! = RED): Thing
        }

        type Events {
          changed(id: ID): Node
          ticks: Int!
        }
        """";

    public static GraphQLSchema Schema { get; } = GraphQLSchema.FromSdl(Sdl);
}
