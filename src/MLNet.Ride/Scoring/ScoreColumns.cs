using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Scoring;

/// <summary>The prediction for one row.</summary>
/// <param name="Probabilities">Probabilities of the classes, in key order.</param>
/// <param name="ExpertsUsed">Number of experts used.</param>
/// <param name="Novelty">How strange the row is to the model, if it is measured.</param>
/// <param name="IsKnown">Whether it counts as one of a known class, if novelty is measured.</param>
internal readonly record struct Prediction(ReadOnlyMemory<float> Probabilities, int ExpertsUsed, float? Novelty = null, bool? IsKnown = null)
{
    /// <summary>The most probable class as a key, from 1.</summary>
    public uint Label
    {
        get
        {
            ReadOnlySpan<float> p = Probabilities.Span;
            int best = 0;
            for (int c = 1; c < p.Length; c++)
            {
                best = p[c] > p[best] ? c : best;
            }

            return (uint)best + 1;
        }
    }
}

/// <summary>Creates getters of the columns added by scoring: 0 PredictedLabel, 1 Score, 2 ExpertsUsed, 3 Novelty, 4 IsKnown.</summary>
internal static class ScoreColumns
{
    public static Delegate Getter(int column, Func<Prediction> current)
        => column switch
        {
            0 => (ValueGetter<uint>)((ref uint target) => target = current().Label),
            1 => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) =>
            {
                ReadOnlySpan<float> p = current().Probabilities.Span;
                VBufferEditor<float> editor = VBufferEditor.Create(ref target, p.Length);
                p.CopyTo(editor.Values);
                target = editor.Commit();
            }),
            2 => (ValueGetter<int>)((ref int target) => target = current().ExpertsUsed),
            3 => (ValueGetter<float>)((ref float target) => target = current().Novelty!.Value),
            _ => (ValueGetter<bool>)((ref bool target) => target = current().IsKnown!.Value),
        };

    /// <summary>Casts the getter to the requested type.</summary>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public static ValueGetter<T> As<T>(this Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<T>
            ?? throw new InvalidOperationException($"Column '{column.Name}' has values of {column.Type.RawType}, not of {typeof(T)}.");
}
