/** A place's name where its substation stands beside it already: some names begin with that, and in a narrow list nothing else is left. */
export const withoutSubstation = (name: string, substation: string): string =>
  substation !== '' && name.startsWith(`${substation} `) ? name.slice(substation.length + 1) : name;
