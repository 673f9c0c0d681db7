using System.Collections.Immutable;
using System.Globalization;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Rendering;

internal sealed partial class Renderer
{
    private readonly Dictionary<Template, RunningUnit> _units = new(ReferenceEqualityComparer.Instance);
    private int _partialDepth;

    private void RunTemplate(Template template, in TemplateValue context, DataFrame data, InlineNode? partials)
    {
        if (!_units.TryGetValue(template, out var unit))
            _units[template] = unit = new RunningUnit();
        unit.Partials = partials;
        RunBody(template.Root, new Scope(context, new ContextNode(context, null), null, data, unit, null), around: null);
    }

    private void RunPartial(PartialStatement partial, in Scope scope)
    {
        var limit = _options.Limits.MaxPartialDepth;
        if (++_partialDepth > limit)
            throw new TemplateLimitException(TemplateErrorCodes.PartialRecursion, $"Partials nest deeper than {limit}", partial.Position);

        var context = partial.Context is null ? scope.Context : ValueOf(partial.Context, scope);
        if (partial.Hash.Length > 0)
            context = Extend(context, partial.Hash, scope);
        var name = partial.Name ?? DynamicName(partial.DynamicName!, scope);
        var call = new PartialCall(context, scope.Data, scope.Partials);
        PartialBlock? block = null;
        if (partial.Block is { } body)
        {
            block = new PartialBlock(body, scope, scope.Data.Block);
            call = call with { Data = new DataFrame(scope.Data) { Block = block } };
            if (body.Inlines.Length > 0)
                call = call with { Partials = Define(body, scope.Unit, scope.Contexts, scope.Parameters, scope.Partials) };
        }

        if (!partial.Indent.IsEmpty)
            _output.Indent(partial.Indent);
        Call(partial, name, call, block, scope);
        if (!partial.Indent.IsEmpty)
            _output.Unindent();
        _partialDepth--;
    }

    private void Call(PartialStatement partial, string name, in PartialCall call, PartialBlock? block, in Scope scope)
    {
        if (InlineNode.Find(scope.Partials, name) is { } inline)
            CallInline(inline, call);
        else if (_options.Partials.TryGetValue(name, out var template))
            RunTemplate(template, call.Context, call.Data, call.Partials);
        else if (((partial.Name is "@partial-block" ? scope.Data.Block : null) ?? block) is { } found)
            CallBlock(found, call);
        else
            throw new TemplateRenderException(TemplateErrorCodes.UnknownPartial, $"There is no partial '{name}'", partial.Position);
    }

    private void CallInline(InlineClosure inline, in PartialCall call)
    {
        var scope = new Scope(call.Context, Step(inline.Contexts, call.Context), inline.Parameters, call.Data, inline.Unit, null);
        RunBody(inline.Body, scope, inline.Contexts);
    }

    private void CallBlock(PartialBlock block, in PartialCall call)
    {
        var around = block.Scope.Contexts;
        var data = new DataFrame(call.Data) { Block = block.Outer };
        RunBody(block.Body, new Scope(call.Context, Step(around, call.Context), block.Scope.Parameters, data, block.Scope.Unit, null), around);
    }

    private string DynamicName(CallExpression name, in Scope scope)
    {
        var value = ValueOf(name, scope);
        return value.IsTruthy ? value.ToString() : "undefined";
    }

    private static InlineNode Define(Program program, RunningUnit unit, ContextNode? contexts, ParameterNode? parameters, InlineNode? outer)
    {
        var partials = new Dictionary<string, InlineClosure>(StringComparer.Ordinal);
        foreach (var inline in program.Inlines)
            partials[inline.Name] = new InlineClosure(inline.Body, unit, contexts, parameters);
        return new InlineNode(partials, outer);
    }

    private TemplateValue Extend(in TemplateValue context, ImmutableArray<HashPair> hash, in Scope scope)
    {
        // Handlebars fills the hash from its last pair to its first, which shows where {{#each}} goes over it.
        var own = new TemplateObject();
        for (var i = hash.Length - 1; i >= 0; i--)
            own.Add(hash[i].Name, ValueOf(hash[i].Value, scope));
        if (context.OwnMembers is { } members)
            return TemplateValue.From(new ExtendedObject(members, own));

        var length = context.Text is { } text ? text.Length : context.Count;
        _budget.Steps(length, hash[0].Position);
        var elements = new TemplateObject();
        for (var i = 0; i < length; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture);
            elements.Add(name, context.Get(name));
        }

        return TemplateValue.From(new ExtendedObject(elements, own));
    }

    private readonly record struct PartialCall(TemplateValue Context, DataFrame Data, InlineNode? Partials);
}
