// Underlines mistakes in front matter while one writes: docs/bien-tap/ tells how to switch it on.
import remarkFrontmatter from "remark-frontmatter";
import remarkLintFrontmatterSchema from "remark-lint-frontmatter-schema";

const files = {
  articles: ["articles/**/*.md"],
  albums: ["albums/*/index.md"],
  events: ["events/*.md"],
  honorees: ["honorees/*.md"],
  awards: ["awards/*.md"],
  movements: ["movements/*.md"],
  districts: ["districts/*.md"],
  pages: ["pages/*.md"],
  site: ["site.md"],
};

const schemas = Object.fromEntries(
  Object.entries(files).map(([name, globs]) => [
    `./docs/schema/${name}.json`,
    globs.map((glob) => `./content/${glob}`),
  ]),
);

export default { plugins: [remarkFrontmatter, [remarkLintFrontmatterSchema, { schemas }]] };
