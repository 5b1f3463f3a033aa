using Microsoft.Extensions.Options;

namespace MLNet.Ride.Hosting;

/// <summary>Checks options against their annotations; the code is generated.</summary>
[OptionsValidator]
internal sealed partial class RideModelOptionsValidator : IValidateOptions<RideModelOptions>;
