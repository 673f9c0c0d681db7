namespace MicroSeg.Api.History.Movement;

/// <summary>Who went from which segment to which.</summary>
/// <param name="Before">The first instant.</param>
/// <param name="After">The second.</param>
/// <param name="Rows">The segments of the first instant.</param>
/// <param name="Columns">The segments of the second.</param>
internal sealed record MovementMatrix(DateTimeOffset Before, DateTimeOffset After, IReadOnlyList<MovementRow> Rows, IReadOnlyList<MovementColumn> Columns);

/// <summary>Where the members of one segment went.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Count">Its members at the first instant.</param>
/// <param name="Cells">How many of them were in each segment at the second.</param>
/// <param name="Several">Those in more than one of these segments; a customer in two of them is in two cells.</param>
/// <param name="None">Those in none of them. With the cells' <c>only</c> and <paramref name="Several"/> it adds up to <paramref name="Count"/>.</param>
/// <param name="Stayed">Those who were in the row's own segment at both instants.</param>
internal sealed record MovementRow(string Segment, int Count, IReadOnlyList<MovementCount> Cells, int Several, int None, int Stayed);

/// <summary>A cell.</summary>
/// <param name="Segment">The segment of the second instant.</param>
/// <param name="Count">Members of the row's segment who were in it.</param>
/// <param name="Only">Those who were in no other segment of the second instant.</param>
internal sealed record MovementCount(string Segment, int Count, int Only);

/// <summary>Where the members of one segment came from.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Count">Its members at the second instant.</param>
/// <param name="FromNone">Those who were in none of the segments of the first.</param>
internal sealed record MovementColumn(string Segment, int Count, int FromNone);

/// <summary>The customers of one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Count">All its customers, those who were erased since included.</param>
/// <param name="Items">The ids of the page.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
internal sealed record MovementCell(string Cell, int Count, IReadOnlyList<string> Items, string? Next);
