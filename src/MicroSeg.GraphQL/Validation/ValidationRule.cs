using MicroSeg.GraphQL.Language;

namespace MicroSeg.GraphQL.Validation;

/// <summary>A rule of section 5.</summary>
/// <param name="Name">The name by which GraphQL.js knows it, without the word "Rule".</param>
/// <param name="Begin">Makes what walks one document. All state of the rule lives in it.</param>
internal sealed record ValidationRule(string Name, Func<ValidationContext, SyntaxVisitor> Begin);
