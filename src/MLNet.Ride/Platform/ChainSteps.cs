using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Platform;

/// <summary>Accesses the steps of a pipeline's transformer, regardless of the type of its last step.</summary>
internal static class ChainSteps
{
    private static readonly TransformerScope[] s_scopes = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    /// <summary>Returns the chain with its steps and their scopes, or <see langword="null"/> if the transformer is not a chain.</summary>
    public static TransformerChain<ITransformer>? Of(ITransformer model)
    {
        Type type = model.GetType();
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(TransformerChain<>))
        {
            return null;
        }

        MethodInfo modelFor = type.GetMethod(nameof(TransformerChain<ITransformer>.GetModelFor))!;
        return (TransformerChain<ITransformer>)modelFor.Invoke(model, [TransformerScope.Everything])!;
    }

    /// <summary>Transforms with all steps, including those for training and testing, as in ML.NET's own cross-validation.</summary>
    public static IDataView TransformAll(ITransformer model, IDataView data)
        => Of(model)?.Transform(data, TransformerScope.Everything) ?? model.Transform(data);

    /// <summary>Returns the last step of a type, also in nested chains, or <see langword="null"/> if there is none.</summary>
    public static T? FindLast<T>(ITransformer model)
        where T : class, ITransformer
        => model as T ?? Of(model)?.Reverse().Select(FindLast<T>).FirstOrDefault(step => step is not null);

    /// <summary>Returns a chain with one step replaced; the other steps are shared.</summary>
    public static ITransformer Replace(ITransformer model, ITransformer step, ITransformer replacement)
    {
        if (ReferenceEquals(model, step) || Of(model) is not { } chain)
        {
            return ReferenceEquals(model, step) ? replacement : model;
        }

        HashSet<ITransformer>[] active = [.. s_scopes.Select(s => chain.GetModelFor(s).ToHashSet())];
        return new TransformerChain<ITransformer>(
            chain.Select(t => Replace(t, step, replacement)),
            chain.Select(t => s_scopes.Where((_, i) => active[i].Contains(t)).Aggregate((a, b) => a | b)));
    }
}
