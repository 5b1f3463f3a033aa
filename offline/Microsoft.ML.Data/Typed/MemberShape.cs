using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What a field or property says about its column: vector or not, and of which items.</summary>
internal readonly struct MemberShape
{
    private MemberShape(Type itemType, bool isVector)
    {
        ItemType = itemType;
        IsVector = isVector;
    }

    public bool IsVector { get; }

    /// <summary>The raw type of an item; text for strings.</summary>
    public Type ItemType { get; }

    public static MemberShape Of(MemberInfo member) => Of(member.Name, TypeOf(member), member.GetCustomAttributes());

    public static MemberShape Of(string name, Type type, IEnumerable<Attribute> attributes)
    {
        Type item = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? type.GetGenericArguments()[0]
            : null;
        var shape = new MemberShape(item ?? type, item != null);
        if (shape.ItemType == typeof(string))
            shape = new MemberShape(typeof(ReadOnlyMemory<char>), shape.IsVector);
        if (shape.ItemType.ToPrimitiveDataViewType() == null && DataViewTypeManager.Find(shape.ItemType, attributes) == null)
            throw Contracts.ExceptParam("rawType", $"Could not determine an IDataView type and registered custom types for member {name}");
        return shape;
    }

    public static Type TypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
}
