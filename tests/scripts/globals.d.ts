// What the scripts of a page give each other.
interface Window {
  bangvangFind: { open(index: string): (channel: string, query: string, options: object) => Promise<any> };
  bangvangNewest?: { url: string; title: string; day: string; [key: string]: string }[];
  bangvangRoll: Record<string, (...data: any[]) => void>;
  bangvangSearch?: any;
  /** What the build gives the scripts: words in the language of the site, and names in addresses. */
  bangvangSettings: {
    search: { index: string; words: Record<string, string>; kinds: [string, string][]; facets: [string, string][] };
    viewer: Record<string, string>;
  };
}
