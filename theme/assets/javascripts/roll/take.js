// What is filtered as a file to take along.

// A cell that a spreadsheet would take for a formula begins with an apostrophe, as in the exports.
const cell = (value) => {
  const safe = /^'*[=+\-@\t\r\n|%＝＋－＠−]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

// Rows as CSV (RFC 4180) with the mark by which Excel knows UTF-8; addresses are whole.
export const csvOf = (heads, rows, addressOf) => {
  const lines = rows.map(([honoree, role, award, when, where, standing, sources]) => [
    honoree[0],
    role,
    award[0],
    when,
    where,
    standing,
    sources.map(([title, , day]) => `${title} (${day})`).join("; "),
    addressOf(honoree[1]),
  ]);
  return `\ufeff${[heads, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
};

export const save = (name, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
