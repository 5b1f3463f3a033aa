// Classifiers on the features of ML.NET's DnnFeaturizer, side by side.
// dotnet run -c Release --project benchmarks/Features -- long-tailed.csv
using System.CommandLine;
using Features;

var manifest = new Argument<FileInfo>("manifest") { Description = "A manifest of images (ImagePath, Label, Split) with the parts train and test." };
manifest.AcceptExistingOnly();
var command = new RootCommand("Classifiers on the features of a pretrained network, side by side.") { manifest };
command.SetAction(parsed => Comparison.Run(parsed.GetRequiredValue(manifest), Console.Out));
return command.Parse(args).Invoke();
