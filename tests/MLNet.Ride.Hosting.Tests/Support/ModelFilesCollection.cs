namespace MLNet.Ride.Hosting.Tests.Support;

/// <summary>The tests that share one set of models.</summary>
[CollectionDefinition(nameof(ModelFiles))]
public sealed class ModelFilesCollection : ICollectionFixture<ModelFiles>;
