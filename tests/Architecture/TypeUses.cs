using Mono.Cecil;

namespace PokedexTop.Architecture.Tests;

/// <summary>Which types a type uses, as compiled: in what it derives from, its members, attributes and code.</summary>
internal static class TypeUses
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        new[] { type.BaseType }.Concat(type.Interfaces.Select(i => i.InterfaceType)).Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType))
            .Concat(Attributes(type)).Concat(type.Fields.SelectMany(Attributes)).Concat(type.Properties.SelectMany(Attributes))
            .Concat(type.Methods.SelectMany(OfMethod))
            .SelectMany(Parts);

    /// <summary>What of a type others see: what they must be able to name to use it.</summary>
    public static IEnumerable<TypeReference> Shown(TypeDefinition type) =>
        new[] { type.BaseType }.Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType))
            .Concat(type.Fields.Where(f => f.IsPublic || f.IsFamily).Select(f => f.FieldType))
            .Concat(type.Methods.Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly).SelectMany(Signature))
            .SelectMany(Parts);

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method)
    {
        var used = Signature(method).Concat(Attributes(method));
        return !method.HasBody ? used : used
            .Concat(method.Body.Variables.Select(v => v.VariableType))
            .Concat(method.Body.ExceptionHandlers.Select(h => h.CatchType))
            .Concat(method.Body.Instructions.SelectMany(i => i.Operand switch
            {
                TypeReference type => [type],
                FieldReference field => [field.DeclaringType, field.FieldType],
                GenericInstanceMethod generic => Signature(generic.ElementMethod).Append(generic.DeclaringType).Concat(generic.GenericArguments),
                MethodReference called => Signature(called).Append(called.DeclaringType),
                _ => Enumerable.Empty<TypeReference?>(),
            }));
    }

    private static IEnumerable<TypeReference?> Signature(MethodReference method) => method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType)
        .Concat(method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType));

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) => member.CustomAttributes.Select(a => a.AttributeType);

    /// <summary>A list of cards is a list and a card; what is nested stands for what it is nested in.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        TypeSpecification specified => Parts(specified.ElementType),
        { DeclaringType: { } outer } => Parts(outer),
        _ => [type],
    };
}
