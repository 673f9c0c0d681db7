using System.Collections.Immutable;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Analysis;

internal sealed partial class Analyzer
{
    /// <summary>A partial that calls itself is followed this often: what it reads further in, it has read before.</summary>
    private const int MaxRecursion = 3;

    private readonly List<Program> _running = [];

    private void VisitPartial(PartialStatement partial, AnalysisScope scope)
    {
        var context = partial.Context is null ? scope.Context : ValueOf(partial.Context, TemplateReadUsage.Context, scope);
        context = Lay(context, partial.Hash, scope);
        var frame = scope.Variables;
        var inlines = scope.Inlines;
        if (partial.Block is { } body)
        {
            frame = frame with { Block = new BlockShape(body, scope), Outer = frame };
            inlines = Define(body, scope, scope).Inlines;
        }

        var called = new AnalysisScope(context, [context], [], frame, inlines, scope.Partial);
        if (partial.DynamicName is { } dynamic)
        {
            VisitCall(dynamic, scope, isBlock: false);
            VisitEveryPartial(dynamic, called);
        }
        else
        {
            VisitNamed(partial, partial.Name!, called, scope);
        }
    }

    private void VisitNamed(PartialStatement partial, string name, AnalysisScope called, AnalysisScope scope)
    {
        if (called.Inlines.TryGetValue(name, out var inline) && scope.Inlines.ContainsKey(name))
            Follow(inline.Body, (inline.Definition with { Inlines = called.Inlines, Variables = called.Variables }).Enter(called.Context));
        else if (partials.TryGetValue(name, out var template))
            Follow(template.Root, called with { Partial = name });
        else if (name is "@partial-block" && scope.Variables.Block is { } given)
            FollowBlock(given, called);
        else if (partial.Block is { } body)
            FollowBlock(new BlockShape(body, scope), called);
        else if (name is not "@partial-block")
            Find(TemplateErrorCodes.UnknownPartial, $"There is no partial '{name}'", partial.Position, name, NearestName.Of(name, partials.Keys), scope);
    }

    private void VisitEveryPartial(CallExpression name, AnalysisScope called)
    {
        Find(TemplateErrorCodes.DynamicPartial, "Which partial is called is known only when it is rendered", name.Position, name.Path.Original, null, called);
        foreach (var (key, template) in partials)
            Follow(template.Root, called with { Partial = key });
    }

    private void FollowBlock(BlockShape block, AnalysisScope called)
    {
        var scope = block.Scope.Enter(called.Context);
        Follow(block.Body, scope with { Variables = called.Variables with { Block = block.Scope.Variables.Block, Outer = called.Variables } });
    }

    private void Follow(Program program, AnalysisScope scope)
    {
        if (_running.Count >= TemplateLimits.Default.MaxPartialDepth || _running.Count(running => ReferenceEquals(running, program)) >= MaxRecursion)
            return;
        _running.Add(program);
        Visit(program, scope, []);
        _running.RemoveAt(_running.Count - 1);
    }

    private static AnalysisScope Define(Program program, AnalysisScope scope, AnalysisScope definition)
    {
        var inlines = scope.Inlines;
        foreach (var inline in program.Inlines)
            inlines = inlines.SetItem(inline.Name, new InlineShape(inline.Body, definition));
        return scope with { Inlines = inlines };
    }

    private ShapedValue Lay(ShapedValue context, ImmutableArray<HashPair> hash, AnalysisScope scope)
    {
        if (hash.Length == 0)
            return context;
        var laid = context.Laid ?? ImmutableDictionary<string, ShapedValue>.Empty;
        foreach (var pair in hash)
            laid = laid.SetItem(pair.Name, ValueOf(pair.Value, usage: null, scope));
        return context with { Laid = laid };
    }
}
