using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column bound to a field or property of a class.</summary>
internal sealed class TypedColumn
{
    private TypedColumn(SchemaDefinition.Column column, MemberInfo member, DataViewType type)
    {
        Name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        Member = member;
        Type = type;
        Annotations = column.Annotations;
    }

    public string Name { get; }

    public MemberInfo Member { get; }

    public Type MemberType => MemberShape.TypeOf(Member);

    public DataViewType Type { get; }

    public DataViewSchema.Annotations Annotations { get; }

    public static TypedColumn[] Of(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction)
        => (definition ?? SchemaDefinition.Create(userType, direction)).Select(c => Bind(userType, c)).Where(c => c != null).ToArray();

    /// <summary>The members of the class as a definition whose types and annotations are those of a schema.</summary>
    public static SchemaDefinition DefinitionFor(Type userType, DataViewSchema schema, IExceptionContext ctx)
    {
        SchemaDefinition definition = SchemaDefinition.Create(userType, SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema)
        {
            SchemaDefinition.Column member = definition.FirstOrDefault(c => c.ColumnName == column.Name)
                ?? throw ctx.Except($"Type should contain a member named {column.Name}");
            member.ColumnType = column.Type;
            foreach (DataViewSchema.Column annotation in column.Annotations.Schema)
                member.AnnotationInfos[annotation.Name] = AnnotationInfo.From(column.Annotations, annotation);
        }

        return definition;
    }

    private static TypedColumn Bind(Type userType, SchemaDefinition.Column column)
    {
        MemberInfo member = userType.GetField(column.MemberName) ?? (MemberInfo)userType.GetProperty(column.MemberName)
            ?? throw Contracts.ExceptParam("userSchemaDefinition", $"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'");
        if (MemberShape.TypeOf(member) == typeof(IChannel))
            return null;
        MemberShape shape = MemberShape.Of(member);
        if (column.ColumnType == null)
        {
            PrimitiveDataViewType item = shape.ItemType.ToPrimitiveDataViewType();
            return new TypedColumn(column, member, shape.IsVector ? new VectorDataViewType(item) : item);
        }

        bool isVector = column.ColumnType is VectorDataViewType;
        if (shape.IsVector != isVector)
            throw Contracts.ExceptParam("userSchemaDefinition", $"Column '{column.ColumnName}' is supposed to be {(isVector ? "vector" : "scalar")}, "
                + $"but type of associated field '{column.MemberName}' is {(shape.IsVector ? "vector" : "scalar")}");
        if (column.ColumnType.ItemTypeOf().RawType != shape.ItemType)
            throw Contracts.ExceptParam("userSchemaDefinition", $"Column '{column.ColumnName}' is supposed to have item type "
                + $"{column.ColumnType.ItemTypeOf().RawType}, but associated field has type {shape.ItemType}");
        return new TypedColumn(column, member, column.ColumnType);
    }
}
