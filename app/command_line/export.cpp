#include "app/command_line/export.h"

#include <filesystem>
#include <utility>

#include "app/files/bytes.h"
#include "app/files/export_files.h"
#include "app/files/open.h"
#include "core/walk/clean.h"
#include "core/walk/share.h"

namespace pw {

namespace {

namespace fs = std::filesystem;

struct Job {
    std::string name;  // of the document, without its ending
    Document document;
};

Expected<std::vector<Job>> jobs_of(const ExportRequest& r) {
    std::vector<Job> jobs;
    const auto add = [&](std::string name, Expected<Document> document) -> Expected<void> {
        if (!document) return tl::unexpected(std::move(document.error()));
        jobs.push_back({std::move(name), std::move(*document)});
        return {};
    };
    for (const std::string& file : r.files)
        if (auto added = add(fs::path(file).stem().string(), open_file(file, r.reading)); !added)
            return tl::unexpected(added.error());
    if (!r.sample.empty())
        if (auto added = add(r.sample, load_sample(r.sample)); !added) return tl::unexpected(added.error());
    return jobs;
}

// Where each job's file goes, and in which format.
struct Target {
    Format format = Format::svg;
    bool print = false;
    fs::path folder;  // of several files; else …
    std::string file;
    std::string of(const Job& job) const {
        return file.empty() ? (folder / (job.name + "." + std::string(ending_of(format)))).string() : file;
    }
};

Expected<Target> target_of(const ExportRequest& r, std::size_t jobs) {
    if (r.output.empty()) return fail("problem.eval.needs", {std::string("export"), std::string("--output")});
    Target t;
    t.print = r.output == "-";
    std::error_code error;
    const bool folder = r.output.ends_with('/') || fs::is_directory(r.output, error);
    if (folder) t.folder = r.output;
    if (!folder && jobs > 1)
        return fail("problem.export.several", {static_cast<std::int64_t>(jobs), r.output});
    if (!folder) t.file = r.output;
    const std::string ending = folder ? "" : fs::path(r.output).extension().string();
    const auto told = ending.empty() ? std::nullopt : format_named(std::string_view(ending).substr(1));
    if (!r.format && !told && !folder && !t.print) return fail("problem.export.ending", {r.output});
    t.format = r.format.value_or(told.value_or(r.what == What::worksheet ? Format::pdf : Format::svg));
    return t;
}

// GIF and MP4 are walks; everything else is a moment unless it is said.
What what_of(const ExportRequest& r, Format format) {
    if (r.what) return *r.what;
    return format == Format::gif || format == Format::mp4 ? What::walk : What::moment;
}

ViewSize size_of(const ExportRequest& r, What what) {
    return r.size.value_or(what == What::sheet ? ViewSize{1600, 1200} : ViewSize{1600, 1000});
}

Expected<Pane> pane_of(const Document& d) {
    Pane pane;
    pane.shown.asked = d.experiment;
    pane.shown.picture = evaluate_beside(needs_clean(d.experiment, d.watch, false), d.experiment);
    if (pane.shown.picture->stopped) return tl::unexpected(pane.shown.picture->stopped->problem);
    pane.watch = d.watch;
    return pane;
}

// What the options say about the document: stage, time, colours. A document without a time shows its end.
Expected<void> set_view(const ExportRequest& r, Document& d) {
    if (auto gone = go_to(r.place, d); !gone) return gone;
    d.watch.colour = r.colour.value_or(d.watch.colour);
    d.watch.map = r.map.value_or(d.watch.map);
    if (r.place.step || r.place.time || d.watch.t > 0 || d.experiment.stages.empty()) return {};
    const auto steps = walk_steps(d.experiment, d.watch.stage);
    if (!steps) return tl::unexpected(steps.error());
    d.watch.t = static_cast<double>(*steps);
    return {};
}

class Run {
  public:
    Run(const ExportRequest& request, Target target, const FileProgress& progress)
        : request_(request), target_(std::move(target)), progress_(progress), options_(request.options) {}

    ExportResult result;

    Expected<void> prepare(const Words& words) {
        auto fonts = Fonts::load();
        if (!fonts) return tl::unexpected(fonts.error());
        fonts_ = std::move(*fonts);
        for (const std::string& family : fonts_->missing())
            result.notes.push_back(Message("note.font_missing", {family}));
        if (!request_.palette.empty()) {
            auto palette = read_bytes(request_.palette).and_then([&](const std::string& bytes) {
                return read_palette(request_.palette, bytes, request_.options.page.theme);
            });
            if (!palette) return tl::unexpected(palette.error());
            palette_ = std::move(*palette);
            options_.page.palette = &*palette_;
        }
        options_.format = target_.format;
        options_.what = what_of(request_, target_.format);
        const ViewSize size = size_of(request_, options_.what);
        options_.page.width = size.width;
        options_.page.height = size.height;
        options_.page.words = &words;
        options_.page.fonts = fonts_.get();
        return {};
    }

    Expected<void> one(Job job) {
        ExportOptions options = options_;
        if (auto set = set_view(request_, job.document); !set) return set;
        auto pane = pane_of(job.document);
        if (!pane) return tl::unexpected(pane.error());
        options.own_exercises = !job.name.empty();
        auto share = share_line(job.document);
        if (!share && embeds(options.what, options.format))
            result.notes.push_back(Message("note.not_embedded", {target_.of(job)}));
        auto plan = Export::plan(std::move(*pane), std::move(options), share ? std::move(*share) : "");
        if (!plan) return tl::unexpected(plan.error());
        return write(*plan, target_.of(job));
    }

  private:
    Expected<void> write(const Export& plan, const std::string& file) {
        if (!target_.print) {
            auto written = write_export(plan, file, progress_);
            return written ? Expected<void>() : tl::unexpected(written.error());
        }
        if (plan.files() > 1) return fail("problem.export.print_several");
        auto bytes = plan.write(0, [&](std::size_t done, std::size_t total) {
            return !progress_ || progress_(file, done, total);
        });
        if (!bytes) return tl::unexpected(bytes.error());
        result.text = std::move(*bytes);
        return {};
    }

    const ExportRequest& request_;
    Target target_;
    const FileProgress& progress_;
    ExportOptions options_;
    std::shared_ptr<Fonts> fonts_;
    std::optional<Palette> palette_;
};

}  // namespace

Expected<ExportResult> run_export(const ExportRequest& request, const Words& words,
                                  const FileProgress& progress) {
    auto jobs = jobs_of(request);
    if (!jobs) return tl::unexpected(jobs.error());
    // Drawn exercises need no experiment.
    if (jobs->empty() && request.what == What::worksheet) jobs->push_back({});
    if (jobs->empty()) return fail("problem.export.nothing");
    auto target = target_of(request, jobs->size());
    if (!target) return tl::unexpected(target.error());
    Run run(request, std::move(*target), progress);
    if (auto prepared = run.prepare(words); !prepared) return tl::unexpected(prepared.error());
    for (Job& job : *jobs)
        if (auto done = run.one(std::move(job)); !done) return tl::unexpected(done.error());
    return std::move(run.result);
}

}  // namespace pw
