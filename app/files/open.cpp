#include "app/files/open.h"

#include "app/files/bytes.h"
#include "core/code/read_code.h"
#include "core/export/embedded.h"
#include "core/tensor/csv.h"
#include "core/walk/share.h"

namespace pw {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_inline = 16LL << 20;  // cells

fs::path whole(const fs::path& path) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    return (error ? path : absolute).lexically_normal();
}

// How the document names the file.
std::string reference(const fs::path& file, const fs::path& document) {
    const fs::path relative = file.lexically_relative(whole(document).parent_path());
    const bool outside = relative.empty() || *relative.begin() == "..";
    return outside ? file.string() : relative.string();
}

// What a figure carries; a line that can't be read is the file's fault, not one of copying.
Expected<Document> open_figure(const std::string& name, const std::string& line) {
    auto document = read_share_line(line);
    if (document) return document;
    const std::string& key = document.error().what.key;
    const bool damaged = key.starts_with("problem.share.") && key != "problem.share.version";
    return damaged ? fail("problem.figure.damaged", {name}) : document;
}

bool is_code(const fs::path& path, const std::string& bytes) {
    return path.extension() == ".py" || (path.extension() == ".txt" && looks_like_code(bytes));
}

// What the code doesn't say is as it is in the first sample.
Expected<Document> open_code(const std::string& name, const std::string& text) {
    auto read = load_sample("max-4x4").and_then([&](const Document& d) { return read_code(text, d); });
    if (!read) return tl::unexpected(std::move(read.error()));
    read->document.experiment.title = Message("title.plain", {name});
    return std::move(read->document);
}

struct File {
    fs::path path;
    std::string name, bytes;
};

constexpr double read_part = .2;  // of the time that opening takes

Expected<File> read_whole(const fs::path& path, const ReadProgress& progress) {
    const auto reading = [&](double done) { return progress(done * read_part); };
    return read_bytes(path, progress ? ReadProgress(reading) : ReadProgress()).map([&](std::string bytes) {
        return File{path, path.filename().string(), std::move(bytes)};
    });
}

Expected<Document> open_content(const File& file, const Reading& reading, const ReadProgress& progress) {
    const auto& [path, name, bytes] = file;
    if (const auto line = embedded_line(bytes)) return open_figure(name, *line);
    const auto kind = figure_kind(bytes);
    const bool meant = path.extension() == ".svg" || path.extension() == ".pdf";
    // A picture without an experiment is a picture.
    if (kind ? *kind != FigureKind::png : meant) return fail("problem.figure.none", {name});
    if (is_code(path, bytes)) return open_code(name, bytes);
    return open_document(name, bytes, files_next_to(path), reading, progress);
}

Expected<Document> open_whole(const File& file, const Reading& reading, const ReadProgress& progress) {
    const auto rest = [&](double done) { return progress(read_part + done * (1 - read_part)); };
    auto document = open_content(file, reading, progress ? ReadProgress(rest) : ReadProgress());
    if (!document) return document;
    Experiment& e = document->experiment;
    if (!e.input.file.empty()) e.input.file = whole(file.path.parent_path() / e.input.file).string();
    if (file.path.extension() == ".json") e.title = title_of_file(file.name);
    return document;
}

}  // namespace

Expected<Document> open_file(const fs::path& path, const Reading& reading, const ReadProgress& progress) {
    return read_whole(path, progress).and_then([&](const File& file) {
        return open_whole(file, reading, progress);
    });
}

Expected<Opened> open_or_show_code(const fs::path& path, const Reading& reading,
                                   const ReadProgress& progress) {
    return read_whole(path, progress).and_then([&](const File& file) -> Expected<Opened> {
        if (is_code(path, file.bytes)) return Opened(file.bytes);
        return open_whole(file, reading, progress).map([](Document d) { return Opened(std::move(d)); });
    });
}

Expected<void> save_file(const fs::path& path, Document document) {
    Source& input = document.experiment.input;
    const fs::path file = input.file;
    // A relative name is that of a sample's own picture: nothing on this disk.
    input.file = file.is_absolute() ? reference(file, path) : "";
    const bool large = input.file.empty() && input.tensor.shape().count() > most_inline;
    if (large) return fail("problem.save.too_large", {path.filename().string(), most_inline});
    document.experiment.title = title_of_file(path.filename().string());
    const std::string text = write_document(document);
    // Larger ones couldn't be opened again.
    if (text.size() > limits::text_bytes)
        return fail("problem.save.too_long",
                    {path.filename().string(), static_cast<std::int64_t>(limits::text_bytes >> 20)});
    return write_bytes(path, text);
}

}  // namespace pw
