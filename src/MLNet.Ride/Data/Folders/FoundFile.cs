namespace MLNet.Ride.Data.Folders;

/// <summary>A file of a folder, at any depth.</summary>
/// <param name="Path">Where it was found.</param>
/// <param name="RealFolder">The folder it lies in, with links resolved.</param>
/// <param name="RealName">Its name there.</param>
/// <param name="IsLinked">Whether a link led to it.</param>
internal readonly record struct FoundFile(string Path, string RealFolder, string RealName, bool IsLinked);
