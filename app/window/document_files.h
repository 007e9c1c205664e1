// Opens and saves what the panels ask for, and knows where each open document is saved.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "app/files/open_work.h"
#include "app/files/recent.h"
#include "app/panels/ui.h"
#include "app/session.h"

namespace pw {

class DocumentFiles {
  public:
    // `recent`: nullptr when this run is not to be remembered. `last`: what was open last time, when
    // something else was asked for.
    DocumentFiles(Session& session, Ui& ui, Recent* recent, std::optional<Document> last);

    bool has_last() const { return last_.has_value(); }
    // What is open was read from here.
    void opened_from(const std::filesystem::path& path);
    // What opens quickly is open at once, the rest once look() finds it done.
    void open(const std::filesystem::path& path, const Reading& reading = {});
    // Between frames. True: something is there that wasn't before.
    bool look();
    bool opening() const { return work_.busy(); }
    void handle(const FileRequest& request);
    // After anything may have changed which document is open.
    void refresh();

  private:
    void take(OpenWork::Result result);
    void say_how_it_was_read(const std::filesystem::path& path);
    void stop_opening();
    void save(std::filesystem::path path);
    void remember(const std::filesystem::path& path);
    std::filesystem::path own_path() const;

    Session& session_;
    Ui& ui_;
    Recent* recent_;
    std::optional<Document> last_;
    std::map<std::int64_t, std::filesystem::path> paths_;  // by Session::opened()
    std::filesystem::path shown_;
    OpenWork work_;
};

}  // namespace pw
