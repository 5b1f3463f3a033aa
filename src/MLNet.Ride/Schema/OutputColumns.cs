using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Platform;

namespace MLNet.Ride.Schema;

/// <summary>The columns that scoring adds, annotated like those of ML.NET's own multiclass trainers.</summary>
internal static class OutputColumns
{
    public const string Novelty = "Novelty";
    public const string IsKnown = "IsKnown";

    private const string ScoreColumnSetId = "ScoreColumnSetId";
    private const string ScoreColumnKind = "ScoreColumnKind";
    private const string ScoreValueKind = "ScoreValueKind";

    /// <summary>The input's columns, then PredictedLabel, Score and ExpertsUsed, and Novelty and IsKnown if they are measured.</summary>
    public static DataViewSchema Schema(DataViewSchema input, ColumnNames columns, int classCount, ClassNames? names, bool hasNovelty)
    {
        uint set = NextSet(input);
        DataViewSchema.Annotations.Builder key = Annotations(set, "PredictedLabel");
        DataViewSchema.Annotations.Builder score = Annotations(set, "Score");
        names?.AddKeyValues(key);
        names?.AddScoreNames(score);

        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        schema.AddColumn(columns.PredictedLabel, new KeyDataViewType(typeof(uint), classCount), key.ToAnnotations());
        schema.AddColumn(columns.Score, new VectorDataViewType(NumberDataViewType.Single, classCount), score.ToAnnotations());
        schema.AddColumn(columns.ExpertsUsed, NumberDataViewType.Int32);
        if (hasNovelty)
        {
            schema.AddColumn(Novelty, NumberDataViewType.Single);
            schema.AddColumn(IsKnown, BooleanDataViewType.Instance);
        }

        return schema.ToSchema();
    }

    /// <summary>The schema shape of an input with these columns added or replaced, for a pipeline before it is fitted.</summary>
    /// <exception cref="ArgumentException">The label column is missing, or is not a key.</exception>
    public static SchemaShape Added(SchemaShape inputSchema, ColumnNames columns)
    {
        SchemaShape.Column label = inputSchema.FirstOrDefault(c => c.Name == columns.Label);
        if (label.Name is null)
        {
            throw LabelColumn.Missing(columns.Label, inputSchema.Select(c => c.Name));
        }

        if (!label.IsKey || label.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            throw LabelColumn.NotKey(columns.Label, $"{label.ItemType} ({label.Kind})");
        }

        Dictionary<string, SchemaShape.Column> all = inputSchema.ToDictionary(c => c.Name);
        foreach (SchemaShape.Column column in OutputColumns.Shape(columns, label))
        {
            all[column.Name] = column;
        }

        return new SchemaShape(all.Values);
    }

    /// <summary>The schema shape of these columns, for a pipeline before it is fitted.</summary>
    private static IEnumerable<SchemaShape.Column> Shape(ColumnNames columns, SchemaShape.Column label)
    {
        SchemaShape.Column[] common =
        [
            ColumnShape.Key(ScoreColumnSetId),
            ColumnShape.Scalar(ScoreColumnKind, TextDataViewType.Instance),
            ColumnShape.Scalar(ScoreValueKind, TextDataViewType.Instance),
        ];
        SchemaShape.Column[] key = [];
        SchemaShape.Column[] score = [];
        if (label.Annotations.FirstOrDefault(a => a.Name == "KeyValues") is { Name: not null } names)
        {
            key = [ColumnShape.Vector("KeyValues", names.ItemType)];
            score = [ColumnShape.Vector("SlotNames", TextDataViewType.Instance), ColumnShape.Vector("TrainingLabelValues", names.ItemType)];
        }

        yield return ColumnShape.Key(columns.PredictedLabel, new SchemaShape([.. common, .. key]));
        yield return ColumnShape.Vector(columns.Score, NumberDataViewType.Single, new SchemaShape([.. common, .. score]));
        yield return ColumnShape.Scalar(columns.ExpertsUsed, NumberDataViewType.Int32);
    }

    private static DataViewSchema.Annotations.Builder Annotations(uint set, string valueKind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        annotations.AddPrimitiveValue(ScoreColumnKind, TextDataViewType.Instance, "MulticlassClassification".AsMemory());
        annotations.AddPrimitiveValue(ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        return annotations;
    }

    // Columns of one trainer share a number; the next trainer in a pipeline uses the next number.
    private static uint NextSet(DataViewSchema input)
    {
        uint last = 0;
        foreach (DataViewSchema.Column column in input)
        {
            if (column.Annotations.Schema.GetColumnOrNull(ScoreColumnSetId)?.Type is KeyDataViewType type && type.RawType == typeof(uint))
            {
                uint set = 0;
                column.Annotations.GetValue(ScoreColumnSetId, ref set);
                last = Math.Max(last, set);
            }
        }

        return checked(last + 1);
    }
}
