using System.Collections.Immutable;
using MicroSeg.GraphQL.Validation.Arguments;
using MicroSeg.GraphQL.Validation.Custom;
using MicroSeg.GraphQL.Validation.Directives;
using MicroSeg.GraphQL.Validation.Documents;
using MicroSeg.GraphQL.Validation.Fields;
using MicroSeg.GraphQL.Validation.Fragments;
using MicroSeg.GraphQL.Validation.Operations;
using MicroSeg.GraphQL.Validation.Sdl;
using MicroSeg.GraphQL.Validation.Values;
using MicroSeg.GraphQL.Validation.Variables;

namespace MicroSeg.GraphQL.Validation;

/// <summary>The rules, in the order in which errors read best.</summary>
internal static class ValidationRules
{
    /// <summary>What every executable document must keep to.</summary>
    public static ImmutableArray<ValidationRule> Executable { get; } =
    [
        new("ExecutableDefinitions", context => new ExecutableDefinitions(context)),
        new("OperationTypeExistence", context => new OperationTypeExistence(context)),
        new("UniqueOperationNames", context => new UniqueOperationNames(context)),
        new("LoneAnonymousOperation", context => new LoneAnonymousOperation(context)),
        new("SingleFieldSubscriptions", context => new SingleFieldSubscriptions(context)),
        new("KnownTypeNames", context => new KnownTypeNames(context)),
        new("FragmentsOnCompositeTypes", context => new FragmentsOnCompositeTypes(context)),
        new("VariablesAreInputTypes", context => new VariablesAreInputTypes(context)),
        new("ScalarLeafs", context => new ScalarLeafs(context)),
        new("FieldsOnCorrectType", context => new FieldsOnCorrectType(context)),
        new("UniqueFragmentNames", context => new UniqueFragmentNames(context)),
        new("KnownFragmentNames", context => new KnownFragmentNames(context)),
        new("NoUnusedFragments", context => new NoUnusedFragments(context)),
        new("PossibleFragmentSpreads", context => new PossibleFragmentSpreads(context)),
        new("NoFragmentCycles", context => new NoFragmentCycles(context)),
        new("UniqueVariableNames", context => new UniqueVariableNames(context)),
        new("NoUndefinedVariables", context => new NoUndefinedVariables(context)),
        new("NoUnusedVariables", context => new NoUnusedVariables(context)),
        new("KnownDirectives", context => new KnownDirectives(context)),
        new("UniqueDirectivesPerLocation", context => new UniqueDirectivesPerLocation(context)),
        new("KnownArgumentNames", context => new KnownArgumentNames(context)),
        new("UniqueArgumentNames", context => new UniqueArgumentNames(context)),
        new("ValuesOfCorrectType", context => new ValuesOfCorrectType(context)),
        new("ProvidedRequiredArguments", context => new ProvidedRequiredArguments(context)),
        new("VariablesInAllowedPosition", context => new VariablesInAllowedPosition(context)),
        new("OverlappingFieldsCanBeMerged", context => new OverlappingFieldsCanBeMerged(context)),
        new("UniqueInputFieldNames", context => new UniqueInputFieldNames(context)),
        new("MaxIntrospectionDepth", context => new MaxIntrospectionDepth(context)),
    ];

    /// <summary>What definitions of types must keep to.</summary>
    public static ImmutableArray<ValidationRule> Sdl { get; } =
    [
        new("LoneSchemaDefinition", context => new LoneSchemaDefinition(context)),
        new("UniqueOperationTypes", context => new UniqueOperationTypes(context)),
        new("UniqueTypeNames", context => new UniqueTypeNames(context)),
        new("UniqueEnumValueNames", context => new UniqueEnumValueNames(context)),
        new("UniqueFieldDefinitionNames", context => new UniqueFieldDefinitionNames(context)),
        new("UniqueArgumentDefinitionNames", context => new UniqueArgumentDefinitionNames(context)),
        new("UniqueDirectiveNames", context => new UniqueDirectiveNames(context)),
        new("KnownTypeNames", context => new KnownTypeNames(context)),
        new("KnownDirectives", context => new KnownDirectives(context)),
        new("UniqueDirectivesPerLocation", context => new UniqueDirectivesPerLocation(context)),
        new("PossibleTypeExtensions", context => new PossibleTypeExtensions(context)),
        new("KnownArgumentNamesOnDirectives", context => new KnownArgumentNamesOnDirectives(context)),
        new("UniqueArgumentNames", context => new UniqueArgumentNames(context)),
        new("UniqueInputFieldNames", context => new UniqueInputFieldNames(context)),
        new("ProvidedRequiredArgumentsOnDirectives", context => new ProvidedRequiredArgumentsOnDirectives(context)),
    ];

    /// <summary>What a host may ask for beyond the specification.</summary>
    public static ImmutableArray<ValidationRule> Optional { get; } =
    [
        new("NoDeprecatedCustom", context => new NoDeprecated(context)),
        new("NoSchemaIntrospectionCustom", context => new NoSchemaIntrospection(context)),
    ];
}
