namespace MicroSeg.Api.Demo;

/// <summary>Draws the demo's customers, always the same ones.</summary>
internal sealed class DemoPopulation(DemoGeography geography, DateTimeOffset now)
{
    private const int Seed = 2008;

    private static readonly string[] FirstNames =
        ["Ada", "Ben", "Carmen", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jamal", "Kate", "Liam", "Maria", "Noah", "Olga", "Priya", "Quinn", "Rosa", "Sam", "Tess", "Uma", "Victor", "Wen", "Yara", "Zoe", "Anaïs", "José", "Siân", "D'Arcy"];

    private static readonly string[] Interests = ["beach", "city", "culture", "family", "food", "golf", "hiking", "music", "ski", "wellness"];

    private static readonly WeightedDraw<DemoPersona> Personas = new([
        (DemoPersona.Tourist, 46), (DemoPersona.Expat, 8), (DemoPersona.Family, 16), (DemoPersona.Business, 9), (DemoPersona.Browser, 11), (DemoPersona.Lapsed, 10)]);

    private static readonly WeightedDraw<string> Locales = new([("en-US", 84), ("es-US", 10), ("fr-CA", 2), ("de-DE", 2), ("pt-BR", 2)]);

    private static readonly WeightedDraw<string> Tiers = new([("none", 70), ("silver", 20), ("gold", 8), ("platinum", 2)]);

    /// <summary>The customers <c>demo-1</c> to <c>demo-<paramref name="count"/></c>.</summary>
    public IEnumerable<DemoCustomer> Draw(int count)
    {
        var random = new Random(Seed);
        for (var i = 1; i <= count; i++)
        {
            var persona = Personas.Draw(random);
            yield return new DemoCustomer(
                $"demo-{i}",
                persona,
                FirstNames[random.Next(FirstNames.Length)],
                geography.DrawAirport(random),
                TellsHome: random.Next(100) > 0,
                Locales.Draw(random),
                DateOnly.FromDateTime(now.UtcDateTime).AddDays(-365 * 18 - random.Next(365 * 60)),
                now.AddDays(-730).AddSeconds(-random.Next(3 * 365 * 86_400)),
                persona == DemoPersona.Business && random.Next(3) > 0 ? "gold" : Tiers.Draw(random),
                [.. Interests.Where(_ => random.Next(4) == 0)],
                Consent: random.Next(20) > 0);
        }
    }
}
