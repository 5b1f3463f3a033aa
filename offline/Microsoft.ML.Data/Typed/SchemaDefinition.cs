using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write
    }

    public Column this[string columnName]
    {
        get => this.FirstOrDefault(c => c.ColumnName == columnName);
        set
        {
            Contracts.CheckValue(value, nameof(value));
            if (value.ColumnName != columnName)
                throw Contracts.ExceptParam(nameof(columnName),
                    $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'.");
            int index = FindIndex(c => c.ColumnName == columnName);
            if (index >= 0)
                this[index] = value;
            else
                Add(value);
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        Contracts.CheckValue(userType, nameof(userType));
        var definition = new SchemaDefinition();
        var names = new HashSet<string>();
        foreach (MemberInfo member in MembersOf(userType, direction).Where(IsColumn))
        {
            foreach (DataViewTypeAttribute attribute in member.GetCustomAttributes<DataViewTypeAttribute>())
                attribute.Register();
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (!names.Add(name))
                throw Contracts.ExceptParam(nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            definition.Add(new Column(member.Name, ColumnTypeOf(member), name));
        }

        return definition;
    }

    internal static bool IsColumn(MemberInfo member)
        => MemberShape.TypeOf(member) != typeof(IChannel)
        && member is not FieldInfo { IsLiteral: true }
        && member.GetCustomAttribute<NoColumnAttribute>() == null;

    private static IEnumerable<MemberInfo> MembersOf(Type type, Direction direction)
    {
        const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;
        bool Fits(PropertyInfo p) => p.GetIndexParameters().Length == 0
            && (direction.HasFlag(Direction.Read) && p.GetGetMethod() != null || direction.HasFlag(Direction.Write) && p.GetSetMethod() != null);
        return type.GetFields(Instance).Concat<MemberInfo>(type.GetProperties(Instance).Where(Fits));
    }

    private static DataViewType ColumnTypeOf(MemberInfo member)
    {
        MemberShape shape = MemberShape.Of(member);
        DataViewType custom = DataViewTypeManager.Find(shape.ItemType, member.GetCustomAttributes());
        if (custom != null)
            return custom;
        PrimitiveDataViewType itemType = shape.ItemType.ToPrimitiveDataViewType();
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            if (!KeyDataViewType.IsValidDataType(shape.ItemType))
                throw Contracts.ExceptParam("userType",
                    $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            itemType = new KeyDataViewType(shape.ItemType, key.Count);
        }

        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        if (vector != null && !shape.IsVector)
            throw Contracts.ExceptParam("userType",
                $"Member {member.Name} marked with VectorTypeAttribute, but does not appear to be a vector type");
        if (!shape.IsVector)
            return itemType;
        return vector?.Dims is { Length: > 0 } dimensions ? new VectorDataViewType(itemType, dimensions) : new VectorDataViewType(itemType);
    }
}
