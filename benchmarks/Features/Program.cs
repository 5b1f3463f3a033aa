// Classifiers on the features of ML.NET's DnnFeaturizer, side by side.
// dotnet run -c Release --project benchmarks/Features -- long-tailed.csv
using System.CommandLine;
using Features;

var data = new Argument<FileSystemInfo>("data") { Description = "Images with the parts train and test: a manifest (ImagePath, Label, Split) or a folder." };
data.AcceptExistingOnly();
var command = new RootCommand("Classifiers on the features of a pretrained network, side by side.") { data };
command.SetAction(parsed => Comparison.Run(parsed.GetRequiredValue(data), Console.Out));
return command.Parse(args).Invoke();
