variable "mode" {
  type    = string
  default = "test"
}
resource "example_thing" "web" {
  count = var.mode == "live" ? 2 : 1
  tags  = { Name = "web", "Quoted key" : "x" }
  list  = ["one", "two"] // comment
  user_data = <<-EOT
    #!/bin/sh
    export LEVEL=high
  EOT
  name = "web-${var.mode}"
}
/* old = "gone" */
