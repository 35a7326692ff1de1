/** A raster in a local frame: cell (column, row) has its centre at (x0 + (column + ½) · cell, y0 + (row + ½) · cell), in metres. */
export type Raster = {
  readonly x0: number;
  readonly y0: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
};

/** Places to measure from. `extra` is added to the distance from that place: it makes a place count as farther away. */
export type Seeds = {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly extra?: ArrayLike<number>;
};

/**
 * For each cell the distance from its centre to the nearest seed, in metres; Infinity where there are none. Row by row, starting south.
 *
 * Each cell hands its nearest seed on to its neighbours, in four sweeps (sequential Euclidean distance mapping, Danielsson 1980). Distances are
 * measured to the seed itself and not to its cell, so the field is smooth below the size of a cell. The cost is that of the raster, however many
 * seeds there are; the error, a small part of a cell in rare places, does not matter because shapes are verified afterwards.
 */
export const distanceField = (raster: Raster, seeds: Seeds): Float64Array => {
  const { columns, rows, cell, x0, y0 } = raster;
  const nearest = new Int32Array(columns * rows).fill(-1);
  const distance = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY);

  const offer = (at: number, column: number, row: number, seed: number) => {
    const dx = x0 + (column + 0.5) * cell - (seeds.x[seed] as number);
    const dy = y0 + (row + 0.5) * cell - (seeds.y[seed] as number);
    const away = Math.sqrt(dx * dx + dy * dy) + (seeds.extra?.[seed] ?? 0);
    if (away < (distance[at] as number)) {
      distance[at] = away;
      nearest[at] = seed;
    }
  };

  for (let seed = 0; seed < seeds.x.length; seed++) {
    const column = Math.floor(((seeds.x[seed] as number) - x0) / cell);
    const row = Math.floor(((seeds.y[seed] as number) - y0) / cell);
    if (column >= 0 && row >= 0 && column < columns && row < rows) offer(row * columns + column, column, row, seed);
  }

  const take = (at: number, column: number, row: number, fromColumn: number, fromRow: number) => {
    if (fromColumn < 0 || fromRow < 0 || fromColumn >= columns || fromRow >= rows) return;
    const seed = nearest[fromRow * columns + fromColumn] as number;
    if (seed >= 0 && seed !== nearest[at]) offer(at, column, row, seed);
  };

  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      take(at, column, row, column - 1, row);
      take(at, column, row, column - 1, row - 1);
      take(at, column, row, column, row - 1);
      take(at, column, row, column + 1, row - 1);
    }
    for (let column = columns - 2; column >= 0; column--) take(row * columns + column, column, row, column + 1, row);
  }
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const at = row * columns + column;
      take(at, column, row, column + 1, row);
      take(at, column, row, column + 1, row + 1);
      take(at, column, row, column, row + 1);
      take(at, column, row, column - 1, row + 1);
    }
    for (let column = 1; column < columns; column++) take(row * columns + column, column, row, column - 1, row);
  }
  return distance;
};

/** Each cell becomes the weighted mean of its 3 × 3 neighbourhood (1 2 1 both ways). The border stays. */
export const smoothed = ({ columns, rows }: Raster, field: Float64Array): Float64Array => {
  const out = field.slice();
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const at = row * columns + column;
      const f = (offset: number) => field[at + offset] as number;
      const sides = f(-1) + f(1) + f(-columns) + f(columns);
      const corners = f(-columns - 1) + f(-columns + 1) + f(columns - 1) + f(columns + 1);
      out[at] = (4 * f(0) + 2 * sides + corners) / 16;
    }
  }
  return out;
};
