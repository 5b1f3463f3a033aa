
namespace MLNet.Ride.Torch.Models;

/// <summary>Identifies parts of a network by their names in the state dictionary.</summary>
internal static class StateNames
{
    /// <summary>Whether a tensor belongs to an expert's classifier (<c>backbone.linear.</c>, <c>backbone.linears.</c>).</summary>
    public static bool IsHead(string name) => name.StartsWith("backbone.linear", StringComparison.Ordinal);

    /// <summary>Whether a tensor belongs to the routers.</summary>
    public static bool IsRouter(string name) => name.StartsWith("backbone.expert_help_pred", StringComparison.Ordinal);
}
