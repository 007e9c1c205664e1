// The files that were opened or saved last ($XDG_STATE_HOME/poolwalk/recent.json), newest first.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expected.h"

namespace pw {

struct RecentFile {
    std::string path;  // absolute
    std::string title;
    std::int64_t when = 0;  // seconds since 1970
    bool operator==(const RecentFile&) const = default;
};

// The file's text. Strict, as for the settings: what isn't exactly right is refused ("problem.recent.*").
Expected<std::vector<RecentFile>> read_recent(std::string_view json, std::string_view name);
std::string write_recent(const std::vector<RecentFile>& files);

std::int64_t seconds_since_1970();
// When something was, as one would say it: today, Monday, 12 May.
Message day_of(std::int64_t when, std::int64_t now);

class Recent {
  public:
    static constexpr std::size_t kept = 20;

    explicit Recent(std::filesystem::path file) : file_(std::move(file)) {}
    // A broken file is set aside; problem() then says so.
    void load();
    // On top, once; written at once. Another run may have written meanwhile: its files stay.
    void add(const std::filesystem::path& path, const std::string& title, std::int64_t when);
    const std::vector<RecentFile>& files() const { return files_; }
    const std::optional<Problem>& problem() const { return problem_; }

  private:
    std::filesystem::path file_;
    std::vector<RecentFile> files_;
    std::optional<Problem> problem_;
};

}  // namespace pw
