#include "app/files/recent.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>

#include "app/files/bytes.h"
#include "app/files/places.h"

namespace pw {

namespace {

using Json = nlohmann::json;

bool read_entry(const Json& j, RecentFile& out) {
    if (!j.is_object() || j.size() != 3) return false;
    for (const char* key : {"path", "title", "when"})
        if (!j.contains(key)) return false;
    if (!j["path"].is_string() || !j["title"].is_string() || !j["when"].is_number_integer()) return false;
    out = {j["path"].get<std::string>(), j["title"].get<std::string>(), j["when"].get<std::int64_t>()};
    return out.path.starts_with('/');
}

std::tm local(std::int64_t when) {
    const auto seconds = static_cast<std::time_t>(when);
    std::tm out{};
    ::localtime_r(&seconds, &out);
    return out;
}

// Midnight as a number of days, so that a change of the clocks doesn't count.
std::int64_t day_number(std::tm t) {
    t.tm_hour = 0, t.tm_min = 0, t.tm_sec = 0;
    return static_cast<std::int64_t>(::timegm(&t)) / 86400;
}

// JSON has no names that aren't UTF-8.
bool writable(const std::string& text) {
    return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)) == text;
}

}  // namespace

Expected<std::vector<RecentFile>> read_recent(std::string_view json, std::string_view name) {
    const auto broken = [&] { return fail("problem.recent.broken", {std::string(name)}); };
    const Json j = Json::parse(json, nullptr, false);
    const bool known = !j.is_discarded() && j.is_object() && j.size() == 2 && j.contains("version") &&
                       j["version"] == 1 && j.contains("files") && j["files"].is_array();
    if (!known || j["files"].size() > Recent::kept) return broken();
    std::vector<RecentFile> files;
    for (const Json& one : j["files"]) {
        RecentFile file;
        if (!read_entry(one, file)) return broken();
        files.push_back(std::move(file));
    }
    return files;
}

std::string write_recent(const std::vector<RecentFile>& files) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const RecentFile& f : files)
        if (writable(f.path) && writable(f.title))
            list.push_back({{"path", f.path}, {"title", f.title}, {"when", f.when}});
    return nlohmann::ordered_json{{"version", 1}, {"files", list}}.dump(2) + "\n";
}

std::int64_t seconds_since_1970() {
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

Message day_of(std::int64_t when, std::int64_t now) {
    static constexpr const char* weekdays[] = {"open.week.0", "open.week.1", "open.week.2", "open.week.3",
                                               "open.week.4", "open.week.5", "open.week.6"};
    static constexpr const char* months[] = {
        "open.month.1", "open.month.2", "open.month.3", "open.month.4",  "open.month.5",  "open.month.6",
        "open.month.7", "open.month.8", "open.month.9", "open.month.10", "open.month.11", "open.month.12"};
    const std::tm then = local(when), today = local(now);
    const std::int64_t days = day_number(today) - day_number(then);
    if (days <= 0) return Message("open.day.today");
    if (days == 1) return Message("open.day.yesterday");
    if (days < 7) return Message(weekdays[then.tm_wday]);
    const Word month{months[then.tm_mon]};
    if (then.tm_year != today.tm_year)
        return Message("open.day.year", {month, static_cast<std::int64_t>(then.tm_year) + 1900});
    return Message("open.day.date", {static_cast<std::int64_t>(then.tm_mday), month});
}

void Recent::load() {
    std::error_code error;
    if (!std::filesystem::exists(file_, error)) return;
    const auto bytes = read_bytes(file_);
    if (!bytes) {
        problem_ = bytes.error();
        return;
    }
    auto files = read_recent(*bytes, file_.string());
    if (files)
        files_ = std::move(*files);
    else
        problem_ = set_aside(file_, "problem.recent.aside", files.error());
}

void Recent::add(const std::filesystem::path& path, const std::string& title, std::int64_t when) {
    load();
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path, error);
    const std::string name = (error ? path : absolute).lexically_normal().string();
    std::erase_if(files_, [&](const RecentFile& f) { return f.path == name; });
    files_.insert(files_.begin(), {name, title, when});
    if (files_.size() > kept) files_.resize(kept);
    std::filesystem::create_directories(file_.parent_path(), error);
    if (auto written = write_bytes(file_, write_recent(files_)); !written) problem_ = written.error();
}

}  // namespace pw
