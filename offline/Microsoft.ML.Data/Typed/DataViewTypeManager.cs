using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public static class DataViewTypeManager
{
    private static readonly Dictionary<(Type RawType, DataViewTypeAttribute Attribute), DataViewType> _byRawType = [];
    private static readonly Dictionary<DataViewType, (Type RawType, DataViewTypeAttribute Attribute)> _byDataViewType = [];
    private static readonly object _lock = new();

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        lock (_lock)
        {
            if (type.ToPrimitiveDataViewType() != null)
                throw Contracts.ExceptParam(nameof(type),
                    $"Type {type} has been registered as ML.NET's default supported type, so it can't not be registered again.");
            bool knownRaw = _byRawType.TryGetValue((type, typeAttribute), out DataViewType known);
            if (knownRaw && !known.Equals(dataViewType))
                throw Contracts.ExceptParam(nameof(type), $"Repeated type register. The raw type {type} "
                    + $"has been associated with {known} so it cannot be associated with {dataViewType}.");
            if (_byDataViewType.TryGetValue(dataViewType, out var raw) && !raw.Equals((type, typeAttribute)))
                throw Contracts.ExceptParam(nameof(dataViewType), $"Repeated type register. The DataView type {dataViewType} "
                    + $"has been associated with {raw.RawType} so it cannot be associated with {type}.");
            _byRawType[(type, typeAttribute)] = dataViewType;
            _byDataViewType[dataViewType] = (type, typeAttribute);
        }
    }

    internal static bool Knows(DataViewType dataViewType)
    {
        lock (_lock)
            return _byDataViewType.ContainsKey(dataViewType);
    }

    /// <summary>Null where nothing is registered for the type with its attribute.</summary>
    internal static DataViewType Find(Type type, IEnumerable<Attribute> attributes)
    {
        DataViewTypeAttribute[] given = (attributes ?? []).OfType<DataViewTypeAttribute>().ToArray();
        if (given.Length > 1)
            throw Contracts.ExceptParam(nameof(type),
                $"Type {type.Name} cannot be marked with multiple attributes derived from {typeof(DataViewTypeAttribute)}.");
        lock (_lock)
            return _byRawType.GetValueOrDefault((type, given.FirstOrDefault()));
    }
}
