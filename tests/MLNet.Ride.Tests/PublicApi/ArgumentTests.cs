using System.Reflection;
using Microsoft.ML;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>Every public method says which argument or column is wrong.</summary>
public sealed class ArgumentTests : IDisposable
{
    private readonly PublicMethods _methods = new();

    public static TheoryData<string, string> References
        => Pairs(PublicMethods.References);

    /// <summary>Names and paths; a text that is itself read is not one.</summary>
    public static TheoryData<string, string> Names
        => Pairs(m => PublicMethods.References(m).Where(p => p.ParameterType == typeof(string) && p.Name != "json"));

    /// <summary>Columns that are read. A trainer's output columns may have any name, and evaluation does without ExpertsUsed.</summary>
    public static TheoryData<string, string> Columns
        => Pairs(m => m.GetParameters().Where(p => IsColumn(p) && !(m.Name == nameof(RideCatalog.Ride) && IsOutput(p))));

    public void Dispose() => _methods.Dispose();

    [Theory]
    [MemberData(nameof(References))]
    public void Null_is_refused_with_the_parameter_that_it_was_given_for(string method, string parameter)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => _methods.Call(method, parameter, null));
        Assert.Contains(parameter, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_text_is_refused_with_its_parameter(string method, string parameter)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => _methods.Call(method, parameter, string.Empty));
        Assert.Contains(parameter, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_missing_column_is_named_with_those_there_are(string method, string parameter)
    {
        if (parameter == "expertsUsedColumnName")
        {
            _methods.Call(method, parameter, "Absent");
            return;
        }

        var error = Assert.ThrowsAny<ArgumentException>(() => _methods.Call(method, parameter, "Absent"));
        Assert.Contains("'Absent'", error.Message);
        Assert.Contains("Label, ImagePath, Image", error.Message);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_column_of_an_unsuitable_type_is_named_with_its_type(string method, string parameter)
    {
        (string column, string type) = parameter is "labelColumnName" or "imagePathColumnName" ? ("Image", "Vector<Byte") : ("ImagePath", "String");
        var error = Assert.ThrowsAny<ArgumentException>(() => _methods.Call(method, parameter, column));
        Assert.Contains($"'{column}'", error.Message);
        Assert.Contains(type, error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Every_column_of_the_options_needs_a_name(string? name)
    {
        var ml = new MLContext();
        PropertyInfo[] columns = [.. typeof(RideTrainer.Options).GetProperties().Where(p => p.Name.EndsWith("ColumnName", StringComparison.Ordinal))];
        Assert.Equal(6, columns.Length);
        Assert.All(columns, column =>
        {
            RideTrainer.Options options = TinyRide.Options();
            column.SetValue(options, name);
            Assert.Contains(column.Name, Assert.ThrowsAny<ArgumentException>(() => ml.MulticlassClassification.Trainers.Ride(options)).Message);
        });
    }

    private static bool IsColumn(ParameterInfo parameter) => parameter.Name!.EndsWith("ColumnName", StringComparison.Ordinal);

    private static bool IsOutput(ParameterInfo parameter) => parameter.Name is "predictedLabelColumnName" or "scoreColumnName";

    private static TheoryData<string, string> Pairs(Func<MethodInfo, IEnumerable<ParameterInfo>> parameters)
    {
        var pairs = new TheoryData<string, string>();
        foreach (MethodInfo method in PublicMethods.All)
        {
            foreach (ParameterInfo parameter in parameters(method))
            {
                pairs.Add(PublicMethods.Name(method), parameter.Name!);
            }
        }

        return pairs;
    }
}
