namespace MicroSeg.GraphQL.Authoring;

/// <summary>Checks arguments that are input objects before a resolver receives them. All that the request's services hold are asked.</summary>
public interface IInputValidator
{
    /// <summary>What is wrong with an input; nothing if it is well, or if the validator does not know its class.</summary>
    ValueTask<IReadOnlyList<GraphQLError>> ValidateAsync(object input, CancellationToken cancellationToken);
}
